import { readCommand } from './command';

const days = ['2026-11-22', '2026-11-24', '--into', 'facts'];

test('days, a folder, and where; nothing that can tell who somebody is unless it is asked for', () => {
  expect(readCommand([...days, '--local'], {})).toEqual({
    pieces: [expect.objectContaining({ name: '2026-11-22' }), expect.objectContaining({ name: '2026-11-23' })],
    ...{ folder: 'facts', secretFile: undefined, readUnits: 1000 },
    asked: { tags: [], origins: false },
    ...{ local: true, stage: 'local', region: 'us-east-1' },
  });
  const options = ['--tag', 'campaign', '--tag', 'plan', '--origins', '--secret', 's', '--stage', 'prod'];
  expect(readCommand([...days, ...options], { AWS_REGION: 'eu-west-1' })).toMatchObject({
    ...{ secretFile: 's', asked: { tags: ['campaign', 'plan'], origins: true } },
    ...{ local: false, stage: 'prod', region: 'eu-west-1' },
  });
});

test.each([
  [[], 'from when'],
  [['2026-11-22', '--into', 'x', '--local'], 'from when'],
  [['2026-11-22', '2026-11-22', '--into', 'x', '--local'], 'must be later'],
  [['2026-11-22', '2026-11-31', '--into', 'x', '--local'], '2026-11-31 is no day'],
  [['2026-11-22T12:00Z', '2026-11-23', '--into', 'x', '--local'], '2026-11-22T12:00Z is no day'],
  [['2026-11-22T24', '2026-11-23T12', '--into', 'x', '--local'], '2026-11-22T24 is no day'],
  [['2006-11-22', '2026-11-22', '--into', 'x', '--local'], 'At most 3650 days'],
  [['2026-11-22', '2026-11-23', '--local'], 'Say where to write'],
  [days, 'Say where'],
  [[...days, '--local', '--read-units', '1.5'], '--read-units'],
  [[...days, '--local', '--subjects'], 'subjects'],
])('%j says nothing that can be done', (args, words) => {
  expect(() => readCommand(args, {})).toThrow(words);
});
