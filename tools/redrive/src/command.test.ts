import { readCommand, UsageError } from './command';

const read = (line: string, environment: Record<string, string> = {}) => readCommand(line.split(' '), environment);

test('without more it lists, where it is told to look', () => {
  expect(read('bounces --local')).toEqual({
    names: { source: 'sesame-local-bounces', deadLetters: 'sesame-local-bounces-dead-letter' },
    action: { kind: 'list' },
    region: 'us-east-1',
    local: true,
    json: false,
    show: false,
  });
});

test.each([
  ['bounces', 'sesame-prod-bounces'],
  ['sesame-prod-bounces', 'sesame-prod-bounces'],
  ['sesame-prod-bounces-dead-letter', 'sesame-prod-bounces'],
])('%s of the stage prod is %s', (queue, source) => {
  const { names } = read(`${queue} --stage prod`);
  expect(names).toEqual({ source, deadLetters: `${source}-dead-letter` });
});

test.each([
  ['--message m', { kind: 'list', id: 'm' }],
  ['--move', { kind: 'move' }],
  ['--move --message m', { kind: 'move', id: 'm' }],
  ['--replace m repaired.json', { kind: 'replace', id: 'm', file: 'repaired.json' }],
])('%s is understood', (options, action) => {
  expect(read(`bounces --local ${options}`).action).toEqual(action);
});

test('the region is the one that is named, then that of the environment', () => {
  expect(read('bounces --stage prod', { AWS_REGION: 'eu-west-1' }).region).toBe('eu-west-1');
  expect(read('bounces --stage prod --region eu-north-1', { AWS_REGION: 'eu-west-1' }).region).toBe('eu-north-1');
  expect(read('bounces --local', { AWS_REGION: 'eu-west-1' }).region).toBe('us-east-1');
});

test.each([
  ['--local', 'Say which queue.'],
  ['bounces', 'Say where: --local, or --stage <stage> for AWS.'],
  ['bounces complaints --local', 'There is one queue at a time.'],
  ['bounces --local --region eu-west-1', 'leave --region out'],
  ['bounces --local --replace m', 'wants the id of a message and a file'],
  ['bounces --local --replace m file more', 'There is one queue at a time.'],
  ['bounces --local --move --replace m file', 'goes with neither --move nor --message'],
  ['bounces --local --remove', "Unknown option '--remove'"],
])('"%s" is no command', (line, said) => {
  expect(() => read(line)).toThrow(UsageError);
  expect(() => read(line)).toThrow(said);
});
