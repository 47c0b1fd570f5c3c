import { limits } from './limits';
import type { Node, ParsedPart, Path } from './node';
import { fieldOf, itemOf, newShape, type Shape, type Use } from './shape';
import type { PartProblem } from './template-problem';

/** Something that a name can mean: its shape, and how many conditions surrounded the place where its holder was found. */
type Known = { shape: Shape; conditions: number };
/** `settled`: that what it reads from is there has been asked for already. */
type Scope = Known & { settled: boolean; bindings: ReadonlyMap<string, Known> | undefined; parent: Scope | undefined };
type Surroundings = { scope: Scope; root: Scope; loops: number; conditions: number };

/** Of what is gone into in some cases only: nothing in it is needed whenever it is there. */
const neverCertain = -1;

class TooMuch extends Error {}

/**
 * Adds what one part does with the data to `root`, by walking it with its partials put in. What cannot be: a path above the
 * data, `@index` outside of `each`, one name printed and used as an object.
 */
export function addShapeOf({ nodes, partials }: ParsedPart, root: Shape): PartProblem[] {
  const problems = new Map<string, PartProblem>();
  const refuse = ({ line, column }: Path, sentence: string) =>
    void problems.set(`${line}:${column} ${sentence}`, { line, column, sentence });
  let steps = 0;

  function known(path: Path, around: Surroundings, use: Use): Known | undefined {
    const scope = path.from === 'root' ? around.root : outwards(around.scope, path.up);
    if (!scope) {
      return refuse(path, `${path.written} leads out of the data; a partial sees only what it is given.`);
    }
    const [first, ...rest] = path.keys;
    if (first === undefined && scope.bindings) {
      return refuse(path, 'A partial with parameters has no single value of its own; name a variable.');
    }
    const bound = first === undefined ? undefined : scope.bindings?.get(first);
    const begin = bound ?? scope;
    let shape = begin.shape;
    const isRequired = use !== 'asked' && around.conditions === begin.conditions;
    let isSettled = !bound && scope.settled;
    for (const key of bound ? rest : path.keys) {
      if (use !== 'asked') demand(shape, 'fields', path, isRequired && !isSettled);
      shape = fieldOf(shape, key);
      isSettled = false;
    }
    demand(shape, use, path, isRequired);
    return { shape, conditions: begin.conditions };
  }

  function demand(shape: Shape, use: Use, path: Path, isRequired: boolean): void {
    if (!shape.uses.has(use)) shape.uses.set(use, { line: path.line, column: path.column });
    if (isRequired) shape.required = true;
    const isObject = shape.uses.has('fields') || shape.uses.has('with') || shape.uses.has('each');
    if (shape.uses.has('printed') && isObject) {
      refuse(path, `${shape.path || 'this'} is printed and also used as an object or a list; it can only be one.`);
    }
  }

  function walk(body: readonly Node[], around: Surroundings): void {
    for (const node of body) {
      steps += 1;
      if (steps > limits.analysis) throw new TooMuch();
      step(node, around);
    }
  }

  function step(node: Node, around: Surroundings): void {
    const { scope, loops, conditions } = around;
    const inCondition = { ...around, conditions: conditions + 1 };
    if (node.kind === 'content') return;
    if (node.kind === 'value') return use(node.path, around, 'printed');
    if (node.kind === 'condition') {
      use(node.path, around, 'asked');
      walk(node.truthy, inCondition);
      return walk(node.falsy, inCondition);
    }
    if (node.kind === 'partial') return callPartial(node, around);

    if (isLoopValue(node.path)) return refuse(node.path, `${node.path.written} has nothing in it to go through.`);
    const optional = node.otherwise ? inCondition : around;
    const found = known(node.path, optional, node.kind);
    if (node.otherwise) walk(node.otherwise, inCondition);
    if (!found) return;
    const inside = node.kind === 'each' ? { ...inCondition, loops: loops + 1 } : optional;
    if (node.kind === 'with' && found.shape === scope.shape) return walk(node.body, inside);
    const below: Scope = {
      shape: node.kind === 'each' ? itemOf(found.shape) : found.shape,
      conditions: conditions === found.conditions ? inside.conditions : neverCertain,
      settled: true,
      bindings: undefined,
      parent: scope,
    };
    walk(node.body, { ...inside, scope: below });
  }

  function use(path: Path, around: Surroundings, how: Use): void {
    if (!isLoopValue(path)) known(path, around, how);
    else if (path.up >= around.loops) refuse(path, `${path.written} has a value only inside of {{#each}}.`);
  }

  function callPartial(node: Extract<Node, { kind: 'partial' }>, around: Surroundings): void {
    const { scope } = around;
    const context = node.context ? contextOf(node.context, around) : scope;
    if (!context) return;
    const added = node.parameters.flatMap(({ name, value }) => {
      const given = parameterOf(value, around);
      return given ? [[name, given] as const] : [];
    });
    const inherited = node.context ? [] : (scope.bindings ?? []);
    const bindings = added.length > 0 ? new Map([...inherited, ...added]) : context.bindings;
    walk(partials.get(node.name) ?? [], { ...around, scope: { ...context, bindings, parent: undefined } });
  }

  function contextOf(path: Path, around: Surroundings): Scope | undefined {
    if (isLoopValue(path)) return refuse(path, `Give ${path.written} to a partial by name: name=${path.written}.`);
    const found = known(path, around, 'asked');
    return found && { ...found, settled: false, bindings: undefined, parent: undefined };
  }

  function parameterOf(value: Path | { literal: unknown }, around: Surroundings): Known | undefined {
    if ('literal' in value || isLoopValue(value)) {
      if (!('literal' in value)) use(value, around, 'printed');
      const shape = newShape('literal' in value ? 'a parameter' : value.written);
      if (!('literal' in value)) shape.uses.set('printed', value);
      else if (value.literal !== undefined) shape.uses.set('printed', { line: 1, column: 1 });
      return { shape, conditions: around.conditions };
    }
    return known(value, around, 'asked');
  }

  const scope: Scope = { shape: root, conditions: 0, settled: true, bindings: undefined, parent: undefined };
  try {
    walk(nodes, { scope, root: scope, loops: 0, conditions: 0 });
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    const sentence = `With its partials put in, a part has at most ${limits.analysis} tags and texts; call fewer partials.`;
    return [{ line: 1, column: 1, sentence }];
  }
  return [...problems.values()];
}

function outwards(scope: Scope, up: number): Scope | undefined {
  let found: Scope | undefined = scope;
  for (let left = up; left > 0; left -= 1) found = found?.parent;
  return found;
}

function isLoopValue(path: Path): boolean {
  return path.from !== 'scope' && path.from !== 'root';
}
