import * as z from 'zod/mini';
import { ApiError, type FieldError } from './api-error';

const mostErrors = 20;

/**
 * The value, if the schema accepts it. A schema's own messages go on where a sentence has begun with the field's name:
 * "must not be empty" becomes `"subject" must not be empty.` A message that is a sentence itself is put after the name:
 * `"from": A double quote is opened and not closed.` An issue's `params.reason` becomes the error's `reason`.
 * @throws ApiError `validation_error` that names the fields that are wrong or not known, the first twenty of them
 */
export function parseInput<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = z.safeParse(schema, value, { reportInput: true });
  if (result.success) return result.data;

  const errors = result.error.issues
    .slice(0, mostErrors)
    .flatMap((issue) => fieldErrorsOf(issue, []))
    .slice(0, mostErrors);
  const [first] = errors;
  throw new ApiError('validation_error', first?.message ?? 'The request is not valid.', {
    ...(first && first.field !== '' ? { field: first.field } : {}),
    ...(first?.reason !== undefined && { reason: first.reason }),
    errors,
  });
}

function fieldErrorsOf(issue: z.core.$ZodIssue, before: PropertyKey[]): FieldError[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, mostErrors).map((key) => {
      const field = pathName([...path, key]);
      return { field, message: `"${field}" is not a field of this request. Remove it, or check how it is spelled.` };
    });
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return closest(issue.errors).flatMap((inner) => fieldErrorsOf(inner, path));
  }
  const field = pathName(path);
  const subject = field === '' ? 'The request body' : `"${field}"`;
  const predicate = predicateOf(issue);
  const message = predicate.endsWith('.') ? `${subject}: ${predicate}` : `${subject} ${predicate}.`;
  return [{ field, message, ...reasonOf(issue) }];
}

/** A schema gives a reason as `params: { reason }` of its issue. */
function reasonOf(issue: z.core.$ZodIssue): { reason?: string } {
  const reason: unknown = issue.code === 'custom' ? issue.params?.['reason'] : undefined;
  return typeof reason === 'string' ? { reason } : {};
}

/** Of the alternatives that all refused, the one that got furthest into the value is the one that was meant. */
function closest(alternatives: z.core.$ZodIssue[][]): z.core.$ZodIssue[] {
  return alternatives.reduce((best, next) => (depthOf(next) > depthOf(best) ? next : best));
}

function depthOf(issues: z.core.$ZodIssue[]): number {
  const isOfAnotherType = issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0);
  return isOfAnotherType ? -1 : Math.max(0, ...issues.map(({ path }) => path.length));
}

function predicateOf(issue: z.core.$ZodIssue): string {
  if (issue.message !== 'Invalid input') return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${withArticle(issue.expected)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return `must have at most ${issue.maximum} ${unitOf(issue.origin)}`;
    case 'too_small':
      return `must have at least ${issue.minimum} ${unitOf(issue.origin)}`;
    default:
      return 'is not valid';
  }
}

function withArticle(expected: string): string {
  if (expected === 'record') return 'an object';
  return /^[aeio]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function unitOf(origin: string): string {
  return origin === 'string' ? 'characters' : 'entries';
}

function pathName(path: PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? String(part) : `${name}.${String(part)}`;
  }, '');
}
