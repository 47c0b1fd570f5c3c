import { type Found, type Resolved, type Scope, UnresolvedError } from './intrinsics/intrinsic';
import { resolve } from './intrinsics/resolve';
import type { TemplateValue } from './template';

/**
 * Evaluates a template's Conditions section: Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition, over parameters and
 * pseudo parameters. Returns which hold, and the problems of those that cannot be evaluated.
 */
export function evaluateConditions(
  declared: Record<string, TemplateValue>,
  parameter: (name: string) => { value: Resolved } | undefined,
): { holds: Map<string, boolean>; problems: string[] } {
  const holds = new Map<string, boolean>();
  const problems: string[] = [];
  const running: string[] = [];

  const named = (name: string): boolean | undefined => {
    const known = holds.get(name);
    const expression = declared[name];
    if (known !== undefined || expression === undefined) return known;
    if (running.includes(name))
      throw new UnresolvedError(`Conditions.${name}`, `it depends on itself: ${[...running, name].join(' -> ')}`);
    running.push(name);
    try {
      const result = evaluate(expression, { parameter, named }, `Conditions.${name}`);
      holds.set(name, result);
      return result;
    } finally {
      running.pop();
    }
  };

  for (const name of Object.keys(declared)) {
    try {
      named(name);
    } catch (error) {
      if (!(error instanceof UnresolvedError)) throw error;
      problems.push(error.message);
    }
  }
  return { holds, problems: [...new Set(problems)] };
}

interface Surroundings {
  parameter: (name: string) => { value: Resolved } | undefined;
  named(name: string): boolean | undefined;
}

function evaluate(expression: TemplateValue, surroundings: Surroundings, path: string): boolean {
  const [key = '', argument = null] = onlyEntry(expression);
  const operands = Array.isArray(argument) ? argument : [];
  const each = () => operands.map((operand, index) => evaluate(operand, surroundings, `${path}.${key}[${index}]`));
  switch (key) {
    case 'Fn::Equals': {
      requireOperands(operands, 2, 2, key, path);
      const [one, other] = operands.map((operand, index) =>
        resolve(operand, scopeOf(surroundings), `${path}.${key}[${index}]`),
      );
      return comparable(one) === comparable(other);
    }
    case 'Fn::And':
      requireOperands(operands, 2, 10, key, path);
      return each().every(Boolean);
    case 'Fn::Or':
      requireOperands(operands, 2, 10, key, path);
      return each().some(Boolean);
    case 'Fn::Not':
      requireOperands(operands, 1, 1, key, path);
      return !each()[0];
    case 'Condition': {
      const result = typeof argument === 'string' ? surroundings.named(argument) : undefined;
      if (result === undefined) throw new UnresolvedError(path, `there is no condition ${JSON.stringify(argument)}`);
      return result;
    }
    default:
      throw new UnresolvedError(path, 'a condition is one of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition');
  }
}

/** Numbers and booleans are compared as their text, as every parameter is text. */
function comparable(value: Resolved | undefined): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function onlyEntry(value: TemplateValue): [string, TemplateValue] | [] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const [entry, ...more] = Object.entries(value);
  return entry && more.length === 0 ? entry : [];
}

function requireOperands(operands: TemplateValue[], fewest: number, most: number, key: string, path: string): void {
  if (operands.length < fewest || operands.length > most)
    throw new UnresolvedError(path, `${key} takes ${fewest === most ? fewest : `${fewest} to ${most}`} operands`);
}

/** Conditions are evaluated before there are resources, so they can name none. */
function scopeOf({ parameter }: Surroundings): Scope {
  const refused = (name: string): Found => ({ problem: `'${name}': a condition can name parameters only` });
  return {
    reference: (name) => parameter(name) ?? refused(name),
    attribute: refused,
    importValue: refused,
    condition: () => undefined,
  };
}
