import fc from 'fast-check';
import { type CsvLine, readCsv } from './csv-reader';
import { csvRecord } from './csv-writer';

async function read(...pieces: string[]): Promise<CsvLine[]> {
  async function* given() {
    yield* pieces;
  }
  const lines: CsvLine[] = [];
  for await (const line of readCsv(given())) lines.push(line);
  return lines;
}
const fieldsOf = (lines: CsvLine[]) => lines.map((line) => ('fields' in line ? line.fields : line.problem));

test.each([
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['\uFEFFa\n', [['a']]],
  ['a\r\n\r\n\nb\r\n', [['a'], ['b']]],
  [
    'a,\r\n,b\r\n,\r\n',
    [
      ['a', ''],
      ['', 'b'],
      ['', ''],
    ],
  ],
  ['"a,b","c ""d"""\r\n', [['a,b', 'c "d"']]],
  ['"two\r\nlines",b\r\n', [['two\r\nlines', 'b']]],
  ['""\r\n"a"', [[''], ['a']]],
  ['', []],
])('%j is read', async (text, expected) => {
  expect(fieldsOf(await read(text))).toEqual(expected);
});

test('what is written is read back, however it is cut', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', 'é', ' ') });
  const records = fc.array(fc.tuple(fc.constant('x'), cell, cell), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(records, fc.array(fc.nat({ max: 40 }), { maxLength: 6 }), async (written, cuts) => {
      const text = written.map(csvRecord).join('');
      const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
      expect(fieldsOf(await read(...pieces))).toEqual(written);
    }),
  );
});

test('a line that is malformed is told by its number and spoils no other', async () => {
  const lines = await read('email\n"a" b\nc"d\n"e\nf\n"g\nh"\ni\n');
  expect(lines).toEqual([
    { line: 1, fields: ['email'] },
    { line: 2, problem: 'text follows a closing quote', text: '"a" b' },
    { line: 3, problem: 'a quote stands inside a field that is not quoted', text: 'c"d' },
    { line: 4, problem: 'text follows a closing quote', text: '"e' },
    { line: 5, fields: ['f'] },
    { line: 6, fields: ['g\nh'] },
    { line: 8, fields: ['i'] },
  ]);
});

test('a quote that is never closed takes its own line and no other with it, in a file of any length', async () => {
  const rest = Array.from({ length: 20_000 }, (_, index) => `jane.${index}@example.com`);
  const lines = await read('"open\n', ...rest.map((line) => `${line}\n`));
  expect(lines[0]).toEqual({ line: 1, problem: 'a quote is opened and not closed', text: '"open' });
  expect(lines).toHaveLength(20_001);
  expect(lines.at(-1)).toEqual({ line: 20_001, fields: ['jane.19999@example.com'] });
});
