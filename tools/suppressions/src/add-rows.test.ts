import { addRows } from './add-rows';
import { RefusedError } from './api';

const rows = ['a', 'b', 'c'].map((email, index) => ({ line: index + 2, email }));
const refusal = (...fields: string[]) =>
  new RefusedError(
    422,
    'validation_error',
    'no',
    fields.map((field) => ({ field, message: `${field} is bad` })),
  );

test('rows that the API takes are one call', async () => {
  const add = jest.fn().mockResolvedValue(undefined);
  await expect(addRows([{ line: 2, email: 'a', expiresAt: 'then' }], add)).resolves.toEqual([]);
  expect(add.mock.calls).toEqual([[['a'], 'then']]);
});

test('the rows that a refusal names are rejected in its words, and the rest is sent again', async () => {
  const add = jest.fn().mockRejectedValueOnce(refusal('emails[1]')).mockRejectedValueOnce(refusal('emails[1]'));
  add.mockResolvedValue(undefined);
  await expect(addRows(rows, add)).resolves.toEqual([
    { line: 3, email: 'b', problem: 'emails[1] is bad' },
    { line: 4, email: 'c', problem: 'emails[1] is bad' },
  ]);
  expect(add.mock.calls).toEqual([
    [['a', 'b', 'c'], undefined],
    [['a', 'c'], undefined],
    [['a'], undefined],
  ]);
});

test('an end that is refused rejects all that have it', async () => {
  const add = jest.fn().mockRejectedValue(refusal('expires_at'));
  await expect(addRows(rows, add)).resolves.toHaveLength(3);
  expect(add).toHaveBeenCalledTimes(1);
});

test('a refusal that is not about a row is no rejection', async () => {
  const unknownKey = new RefusedError(403, 'invalid_api_key', 'no', []);
  await expect(addRows(rows, jest.fn().mockRejectedValue(unknownKey))).rejects.toBe(unknownKey);
});
