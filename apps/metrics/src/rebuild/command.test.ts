import { readCommand, UsageError } from './command';

test('a range, and where', () => {
  expect(readCommand(['2026-11-22', '2026-11-22T12:30:00Z', '--local'], { AWS_REGION: 'eu-west-1' })).toEqual({
    range: { from: new Date('2026-11-22T00:00:00Z'), to: new Date('2026-11-22T12:30:00Z') },
    stage: 'local',
    region: 'us-east-1',
    local: true,
  });
  expect(readCommand(['2026-11-22', '2026-11-23', '--stage', 'prod'], { AWS_REGION: 'eu-west-1' })).toMatchObject({
    stage: 'prod',
    region: 'eu-west-1',
    local: false,
  });
});

test.each([
  [[]],
  [['2026-11-22']],
  [['2026-11-22', '2026-11-22', '--local']],
  [['2026-11-23', '2026-11-22', '--local']],
  [['2025-01-01', '2026-11-22', '--local']],
  [['2026-11-22', '2026-11-23T12:00:00+01:00', '--local']],
  [['2026-11-31x', '2026-12-01', '--local']],
  [['2026-11-22', '2026-11-23']],
  [['2026-11-22', '2026-11-23', '--nowhere']],
])('what says nothing that can be done is refused: %j', (args) => {
  expect(() => readCommand(args, {})).toThrow(UsageError);
});
