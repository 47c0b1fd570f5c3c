import { escapeHtml } from './escape-html';
import { limits } from './limits';
import type { Node, ParsedPart, Path, PartialParameter, ValueNode } from './node';
import { isContainer, isList, isMissing, ownValue } from './own-value';
import { locate, locationInWords, read, type Bound, type Location, type Scope } from './scope';
import type { VariableProblem } from './variable-problem';

type Loop = { index: number; key: string | number; first: boolean; last: boolean; outside: Loop | undefined };
type ItemNode = Extract<Node, { kind: 'each' | 'with' }>;

/** What is left to spend, by all parts of one rendering together. */
export type Budget = { steps: number; output: number };

/** A budget is spent; `path` is what was gone through when it was. */
export class TooMuch extends Error {
  constructor(readonly path: string) {
    super('A rendering took more than its budget.');
  }
}

/**
 * One walk over one part with one set of data. It writes what it renders to `output`, and what is missing or of the wrong
 * type to `problems`, so that checking and rendering cannot disagree. Throws `TooMuch` when the budget is spent.
 */
export class Run {
  output = '';
  /** Where in the output values begin the address of a link. */
  readonly links: { offset: number; at: Location }[] = [];
  private loop: Loop | undefined;
  private readonly root: Scope;
  private within: Location;

  constructor(
    private readonly part: ParsedPart,
    data: unknown,
    private readonly escapes: boolean,
    private readonly budget: Budget,
    private readonly problems: Map<string, VariableProblem>,
  ) {
    this.within = { within: undefined, keys: [] };
    this.root = { value: data, at: this.within, bindings: undefined, parent: undefined };
  }

  /** Renders the part. Once. */
  all(): string {
    this.walk(this.part.nodes, this.root);
    return this.output;
  }

  private walk(nodes: readonly Node[], scope: Scope): void {
    for (const node of nodes) {
      this.spendStep();
      this.step(node, scope);
    }
  }

  private step(node: Node, scope: Scope): void {
    switch (node.kind) {
      case 'content':
        return this.write(node.content);
      case 'value':
        return this.print(node, scope);
      case 'condition':
        return this.walk(isTruthy(this.valueOf(node.path, scope)) ? node.truthy : node.falsy, scope);
      case 'each':
        return this.each(node, scope);
      case 'with':
        return this.with(node, scope);
      case 'partial':
        return this.callPartial(node, scope);
    }
  }

  private print(node: ValueNode, scope: Scope): void {
    const value = this.valueOf(node.path, scope);
    const text = printed(value);
    if (text === undefined) return this.refuse(node.path, scope, value, 'a text, a number, true or false');
    if (!text.isWellFormed() || text.includes('\0')) return this.refuseCharacters(node.path, scope);
    if (node.beginsLink) this.links.push({ offset: this.output.length, at: this.locationOf(node.path, scope) });
    if (text.length > this.budget.output) throw new TooMuch(locationInWords(this.locationOf(node.path, scope)));
    this.write(this.escapes && node.escaped ? escapeHtml(text) : text);
  }

  private each(node: ItemNode, scope: Scope): void {
    const value = this.valueOf(node.path, scope);
    if (!isContainer(value)) return this.withoutItems(node, scope, value, 'a list');
    const keys = isList(value) ? undefined : Object.keys(value);
    const count = keys ? keys.length : (value as readonly unknown[]).length;
    const at = this.locationOf(node.path, scope);
    const [outside, outsideOf] = [this.loop, this.within];
    this.within = at;
    let turns = 0;
    for (let index = 0; index < count; index += 1) {
      this.spendStep();
      const key = keys ? keys[index]! : index;
      if (!Object.hasOwn(value, key)) continue;
      turns += 1;
      this.loop = { index, key, first: index === 0, last: index === count - 1, outside };
      const item = ownValue(value, key);
      this.walk(node.body, this.below(scope, { value: item, at: { within: at, keys: [key] } }));
    }
    this.loop = outside;
    this.within = outsideOf;
    if (turns === 0) this.walk(node.otherwise ?? [], scope);
  }

  private with(node: ItemNode, scope: Scope): void {
    const value = this.valueOf(node.path, scope);
    if (!isContainer(value) || isList(value)) return this.withoutItems(node, scope, value, 'an object');
    this.walk(node.body, this.below(scope, { value, at: this.locationOf(node.path, scope) }));
  }

  private withoutItems(node: ItemNode, scope: Scope, value: unknown, expected: string): void {
    if (!node.otherwise || !isMissing(value)) return this.refuse(node.path, scope, value, expected);
    this.walk(node.otherwise, scope);
  }

  /** Going through something to itself opens no scope, so that `../` leads on from there: as handlebars has it. */
  private below(scope: Scope, { value, at }: Bound): Scope {
    return value === scope.value && isContainer(value) ? scope : { value, at, bindings: undefined, parent: scope };
  }

  private callPartial(node: Extract<Node, { kind: 'partial' }>, scope: Scope): void {
    const { context, parameters, indent } = node;
    const given = context ? { ...this.bound(context, scope), bindings: undefined } : scope;
    const inherited = context ? [] : (scope.bindings ?? []);
    const bindings =
      parameters.length > 0 ? new Map([...inherited, ...this.parameters(parameters, scope)]) : given.bindings;
    const inside: Scope = { value: given.value, at: given.at, bindings, parent: undefined };
    const nodes = this.part.partials.get(node.name) ?? [];
    if (indent === '') return this.walk(nodes, inside);
    return this.indented(indent, () => this.walk(nodes, inside));
  }

  private parameters(parameters: readonly PartialParameter[], scope: Scope): (readonly [string, Bound])[] {
    return parameters.map(({ name, value }) => {
      const at = { within: undefined, keys: [name] };
      return [name, 'literal' in value ? { value: value.literal, at } : this.bound(value, scope)] as const;
    });
  }

  private bound(path: Path, scope: Scope): Bound {
    return { value: this.valueOf(path, scope), at: this.locationOf(path, scope) };
  }

  /** A partial that stands alone on its line: each line of what it renders begins as far in as the call did. */
  private indented(indent: string, render: () => void): void {
    const [before, known] = [this.output, this.links.length];
    this.output = '';
    render();
    const written = this.output;
    const lines = written.split('\n');
    const last = lines.length - 1;
    this.spendOutput(indent.length * lines.length);
    this.output = before + lines.map((line, at) => (line === '' && at === last ? '' : indent + line)).join('\n');
    for (const link of this.links.slice(known)) {
      const line = written.slice(0, link.offset).split('\n').length;
      link.offset += before.length + indent.length * line;
    }
  }

  private valueOf(path: Path, scope: Scope): unknown {
    if (path.from === 'root') return read(this.root, path);
    if (path.from === 'scope') {
      const found = outwards(scope, path.up);
      return found && read(found, path);
    }
    let { loop } = this;
    for (let left = path.up; left > 0; left -= 1) loop = loop?.outside;
    return loop?.[path.from];
  }

  private locationOf(path: Path, scope: Scope): Location {
    const found = path.from === 'root' ? this.root : path.from === 'scope' && outwards(scope, path.up);
    return found ? locate(found, path) : { within: undefined, keys: [path.written] };
  }

  private refuse(path: Path, scope: Scope, value: unknown, expected: string): void {
    const name = locationInWords(this.locationOf(path, scope));
    const missing = isMissing(value);
    const sentence = missing ? `${name} is missing; it must be ${expected}.` : `${name} must be ${expected}.`;
    this.remember({ path: name, reason: missing ? 'missing' : 'mistyped', sentence });
  }

  private refuseCharacters(path: Path, scope: Scope): void {
    const name = locationInWords(this.locationOf(path, scope));
    const sentence = `${name} holds half of a surrogate pair or the character NUL; send well-formed Unicode.`;
    this.remember({ path: name, reason: 'broken_character', sentence });
  }

  private remember(problem: VariableProblem): void {
    if (this.problems.size < limits.problems) this.problems.set(problem.path, problem);
  }

  private write(text: string): void {
    this.spendOutput(text.length);
    this.output += text;
  }

  private spendStep(): void {
    this.budget.steps -= 1;
    if (this.budget.steps < 0) throw new TooMuch(locationInWords(this.within));
  }

  private spendOutput(characters: number): void {
    this.budget.output -= characters;
    if (this.budget.output < 0) throw new TooMuch(locationInWords(this.within));
  }
}

/** As handlebars decides `#if`: false, 0, an empty text or list, and what is missing are false. */
function isTruthy(value: unknown): boolean {
  return isList(value) ? value.length > 0 : Boolean(value);
}

function printed(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
    ? String(value)
    : undefined;
}

function outwards(scope: Scope, up: number): Scope | undefined {
  let found: Scope | undefined = scope;
  for (let left = up; left > 0; left -= 1) found = found?.parent;
  return found;
}
