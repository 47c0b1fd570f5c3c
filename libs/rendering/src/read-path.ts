import type { Expression, PathExpression } from 'handlebars/dist/cjs/handlebars/compiler/base';
import type { LoopValue, Path } from './node';
import type { PartProblem, Place } from './template-problem';

const loopValues: readonly string[] = ['index', 'key', 'first', 'last'] satisfies LoopValue[];
const isLoopValue = (name: string): name is LoopValue => loopValues.includes(name);

/** The variable that an expression names; what names none is refused. */
export function readPath(expression: Expression, refuse: (problem: PartProblem) => void): Path | undefined {
  const place = placeIn(expression);
  const refused = (sentence: string) => void refuse({ ...place, sentence });
  if (expression.type === 'SubExpression') {
    return refused('Expressions in parentheses are not supported; compute the value before you send it.');
  }
  if (expression.type !== 'PathExpression') {
    return refused('Here must stand the name of a variable, not a text or a number.');
  }
  const { parts, depth, original } = expression;
  if (!expression.data) return { ...place, from: 'scope', up: depth, keys: parts, written: original };

  const [name = '', ...keys] = parts;
  if (name === 'root' && depth === 0) return { ...place, from: 'root', up: 0, keys, written: original };
  if (isLoopValue(name) && keys.length === 0) return { ...place, from: name, up: depth, keys, written: original };
  return refused(`${original} is not known; there are @index, @key, @first, @last and @root.`);
}

/** Whether handlebars could take a name for a helper: `{{log}}`, but not `{{this.log}}`. */
export function isSimpleName({ data, depth, parts, original }: PathExpression): boolean {
  return !data && depth === 0 && parts.length === 1 && !/^(?:\.|this\b)/.test(original);
}

/** Where a node of handlebars' tree begins. */
export function placeIn({ loc }: { loc: { start: { line: number; column: number } } }): Place {
  return { line: loc.start.line, column: loc.start.column + 1 };
}
