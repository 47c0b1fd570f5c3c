import * as z from 'zod/mini';
import { ApiError } from './api-error';
import { parseInput } from './parse-input';

const thing = z.strictObject({
  name: z.string().check(z.minLength(1, 'must not be empty')),
  to: z.union([
    z.string().check(z.refine((text) => text !== 'nobody', 'Nobody is not somebody.')),
    z.array(z.string()).check(z.minLength(1)),
  ]),
  tags: z.optional(z.array(z.strictObject({ name: z.string() }))),
  kind: z.optional(z.enum(['a', 'b'])),
});

function refusalOf(value: unknown): ApiError {
  try {
    parseInput(thing, value);
  } catch (error) {
    if (error instanceof ApiError) return error;
  }
  throw new Error('It was accepted.');
}

test('what the schema accepts comes back typed', () => {
  expect(parseInput(thing, { name: 'x', to: 'y' })).toEqual({ name: 'x', to: 'y' });
});

test.each([
  [undefined, undefined, 'The request body is missing.'],
  [[], undefined, 'The request body must be an object.'],
  [{ to: 'y' }, 'name', '"name" is missing.'],
  [{ name: '', to: 'y' }, 'name', '"name" must not be empty.'],
  [{ name: 7, to: 'y' }, 'name', '"name" must be a string.'],
  [{ name: 'x', to: ['a', 7] }, 'to[1]', '"to[1]" must be a string.'],
  [{ name: 'x', to: 7 }, 'to', '"to" must be a string.'],
  [{ name: 'x', to: [] }, 'to', '"to" must have at least 1 entries.'],
  [{ name: 'x', to: 'nobody' }, 'to', '"to": Nobody is not somebody.'],
  [{ name: 'x', to: 'y', kind: 'c' }, 'kind', '"kind" must be one of a, b.'],
  [
    { name: 'x', to: 'y', tags: [{ name: 'n', colour: 'red' }] },
    'tags[0].colour',
    '"tags[0].colour" is not a field of this request. Remove it, or check how it is spelled.',
  ],
])('%j is refused by a sentence about its field', (value, field, message) => {
  const { errorName, message: said, details } = refusalOf(value);

  expect({ errorName, field: details.field, said }).toEqual({ errorName: 'validation_error', field, said: message });
});

test('everything that is wrong is told at once', () => {
  const { details } = refusalOf({ name: 7, to: 'y', a: 1, b: 2 });

  expect(details.errors?.map(({ field }) => field).sort()).toEqual(['a', 'b', 'name']);
});

test('no more than twenty errors are told, however much is wrong', () => {
  const { details } = refusalOf({ name: 'x', to: Array.from({ length: 1_000 }, () => 7) });

  expect(details.errors).toHaveLength(20);
});
