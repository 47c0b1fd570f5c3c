import type { Decision } from '@sesame/iam';
import { createDecisionLog } from './decision-log';

const decision = (action: string, role = 'sesame-local-bounces'): Decision => ({
  principal: {
    type: 'role-session',
    account: '000000000000',
    roleArn: `arn:aws:iam::000000000000:role/sesame/${role}`,
    sessionArn: `arn:aws:sts::000000000000:assumed-role/${role}/s`,
  },
  action,
  resource: '*',
  reason: 'because',
  decision: 'implicitly-denied',
  by: 'identity',
  missing: { Effect: 'Allow', Action: action, Resource: '*' },
  unmet: [],
});

test('decisions come back oldest first, and of one role when asked', () => {
  const log = createDecisionLog();
  log.record(1, decision('ses:SendEmail'));
  log.record(2, decision('ses:GetAccount', 'sesame-local-sender-deliver'));
  expect(log.decisions().map(({ action }) => action)).toEqual(['ses:SendEmail', 'ses:GetAccount']);
  expect(log.decisions('sesame-local-bounces')).toEqual([
    {
      time: '1970-01-01T00:00:00.001Z',
      principal: 'arn:aws:sts::000000000000:assumed-role/sesame-local-bounces/s',
      role: 'sesame-local-bounces',
      action: 'ses:SendEmail',
      resource: '*',
      decision: 'implicitly-denied',
      reason: 'because',
      missing: { Effect: 'Allow', Action: 'ses:SendEmail', Resource: '*' },
    },
  ]);
});

test('a decision that happened once is still there after a hundred thousand others', () => {
  const log = createDecisionLog();
  log.record(1, decision('ses:SendEmail'));
  for (let time = 2; time < 100_000; time++) log.record(time, decision('sqs:ReceiveMessage'));
  const kept = log.decisions();
  expect(kept.length).toBeLessThan(21_000);
  expect(kept.filter(({ action }) => action === 'ses:SendEmail')).toHaveLength(1);
  expect(kept[0]?.action).toBe('ses:SendEmail');
});
