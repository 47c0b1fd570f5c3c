import type { TemplateParameter } from './template';

export type ParameterValue = string | string[];

/**
 * Values of a template's parameters from what was given and the defaults. Problems: a value that no parameter takes, a
 * parameter without a value, and values that break their parameter's rules. A list's rules hold for each of its elements.
 */
export function readParameters(
  declared: Record<string, TemplateParameter>,
  given: Record<string, string>,
): { values: Map<string, ParameterValue>; problems: string[] } {
  const problems = Object.keys(given)
    .filter((name) => !declared[name])
    .map((name) => `parameter ${name} does not exist in the template`);
  const values = new Map<string, ParameterValue>();
  for (const [name, parameter] of Object.entries(declared)) {
    const text = given[name] ?? parameter.Default;
    if (text === undefined) {
      problems.push(`parameter ${name} has no value and no default`);
      continue;
    }
    const elements =
      parameter.Type === 'CommaDelimitedList' ? text.split(',').map((element) => element.trim()) : [text];
    for (const element of elements) {
      const broken = brokenRule(parameter, element);
      if (broken !== undefined) problems.push(`parameter ${name} ${parameter.ConstraintDescription ?? broken}`);
    }
    values.set(name, parameter.Type === 'CommaDelimitedList' ? elements : text);
  }
  return { values, problems };
}

function brokenRule(parameter: TemplateParameter, text: string): string | undefined {
  const {
    AllowedValues,
    AllowedPattern,
    MinLength = 0,
    MaxLength = Infinity,
    MinValue = -Infinity,
    MaxValue = Infinity,
  } = parameter;
  if (AllowedValues && !AllowedValues.includes(text)) return `must be one of ${AllowedValues.join(', ')}`;
  if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(text))
    return `must match ${AllowedPattern}`;
  if (text.length < MinLength || text.length > MaxLength) return `must have ${MinLength} to ${MaxLength} characters`;
  if (parameter.Type !== 'Number') return undefined;
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) return 'must be a number';
  return number < MinValue || number > MaxValue ? `must be from ${MinValue} to ${MaxValue}` : undefined;
}
