import { keyFor, readCommand } from './command';

test.each([
  ['import a.csv', { command: 'import', file: 'a.csv', api: 'http://127.0.0.1:3000', sync: false }],
  [
    'import --sync --api https://mail.example/ a.csv',
    { command: 'import', file: 'a.csv', api: 'https://mail.example', sync: true },
  ],
  [
    'export a.csv --origin bounce',
    { command: 'export', file: 'a.csv', api: 'http://127.0.0.1:3000', origin: 'bounce' },
  ],
  ['-h', { command: 'help' }],
])('%s is understood', (line, expected) => {
  expect(readCommand(line.split(' '))).toEqual(expected);
});

test.each([
  ['', '"import" or "export"'],
  ['delete a.csv', '"import" or "export"'],
  ['import', 'Name a file'],
  ['import a.csv b.csv', 'Name one file'],
  ['import a.csv --api mail.example', '--api is a URL'],
  ['import a.csv --origin bounce', '--origin is for an export'],
  ['export a.csv --origin spam', '--origin is one of'],
  ['export a.csv --sync', '--sync is for an import'],
  ['import a.csv --fast', "Unknown option '--fast'"],
])('%j is refused in words', (line, words) => {
  expect(() => readCommand(line.split(' ').filter(Boolean))).toThrow(words);
});

test('the local key is for this machine alone', () => {
  expect(keyFor('http://127.0.0.1:3000', {})).toBe('ss_local');
  expect(keyFor('https://mail.example', { SESAME_API_KEY: 'ss_key' })).toBe('ss_key');
  expect(() => keyFor('https://mail.example', {})).toThrow('SESAME_API_KEY');
});
