import { columnsOf, rowOf } from './import-rows';

const header = (...fields: string[]) => ({ line: 1, fields });

test('columns are found by their names, in any order and case, and unknown ones are told', () => {
  expect(columnsOf(header('Origin', ' EMAIL ', 'shoe size', 'expires_at'))).toEqual({
    email: 1,
    expiresAt: 3,
    stream: -1,
    count: 4,
    unknown: ['shoe size'],
  });
});

test.each([
  [undefined, 'The file is empty'],
  [header('jane@example.com'), '"email" among them'],
  [header('email', 'Email'), 'The column "email" stands twice'],
  [{ line: 1, problem: 'a quote is opened and not closed', text: '"' }, 'must name the columns: a quote is opened'],
])('a file whose header is %j is not imported', (line, words) => {
  expect(() => columnsOf(line)).toThrow(words);
});

test.each([
  [{ line: 2, fields: [' jane@example.com ', ''] }, { row: { line: 2, email: 'jane@example.com' } }],
  [
    { line: 3, fields: ['jane@example.com', '2027-01-01T00:00:00Z'] },
    { row: { line: 3, email: 'jane@example.com', expiresAt: '2027-01-01T00:00:00Z' } },
  ],
  [{ line: 4, fields: ['', ''] }, { rejected: { line: 4, email: '', problem: 'there is no address' } }],
  [
    { line: 5, fields: ['jane@example.com'] },
    { rejected: { line: 5, email: 'jane@example.com', problem: '1 fields stand where the header names 2' } },
  ],
  [
    { line: 6, problem: 'text follows a closing quote', text: '"a"b' },
    { rejected: { line: 6, problem: 'text follows a closing quote', source: '"a"b' } },
  ],
])('%j is read', (line, expected) => {
  expect(rowOf(line, columnsOf(header('email', 'expires_at')))).toEqual(expected);
});

test('an unsubscribe of one stream is not made to hold back all mail', () => {
  const columns = columnsOf(header('email', 'stream'));
  expect(rowOf({ line: 2, fields: ['jane@example.com', ''] }, columns)).toEqual({
    row: { line: 2, email: 'jane@example.com' },
  });
  expect(rowOf({ line: 3, fields: ['jane@example.com', 'marketing'] }, columns)).toMatchObject({
    rejected: { line: 3, problem: expect.stringContaining('unsubscribed from marketing mail alone') as string },
  });
});
