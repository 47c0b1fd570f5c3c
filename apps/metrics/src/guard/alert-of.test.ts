import type { Cause, Standing } from '@sesame/standing';
import { alertOf } from './alert-of';

const at = new Date('2026-11-22T12:03:00.000Z');
const cause: Cause = {
  ...{ rate: 'bounce_rate', value: 0.062, threshold: 0.05, recipients: 4_000, events: 248 },
  ...{ from: new Date('2026-11-21T12:00:00.000Z'), to: at },
};
const paused: Standing = {
  ...{
    connection: 'own',
    stream: 'marketing',
    version: 1,
    state: 'paused',
    since: at,
    by: 'guard',
    cause,
    toDo: ['tell'],
  },
};

test('a pause is told with its figures and with what to do', () => {
  const { subject, message } = alertOf(paused, 'sesame-prod-marketing');
  expect(subject).toBe('Sesame: sesame-prod-marketing is paused');
  expect(message).toContain('bounce rate 6.20 %, 248 of 4000 recipients from 2026-11-21T12:00:00.000Z');
  expect(message).toContain('POST /streams/marketing/resume');
});

test('a warning and a resumption are told, and what a person wrote is not', () => {
  expect(alertOf({ ...paused, state: 'warned' }, 'set').message).toContain('goes on');
  const resumed = { at, by: 'key 1', reason: 'ada@example.net complained', cause };
  const { cause: _, ...rest } = paused;
  const { subject, message } = alertOf({ ...rest, state: 'active', by: 'key 1', resumed }, 'set');
  expect(subject).toBe('Sesame: set is resumed');
  expect(message).toContain('by key 1');
  expect(message).toContain('248 of 4000');
  expect(message).not.toContain('@');
});

test.each([
  [
    'a session by its role',
    'arn:aws:sts::000000000000:assumed-role/sesame-prod-operator/ada@example.com',
    'sesame-prod-operator.',
  ],
  ['a user of IAM by no name', 'arn:aws:iam::000000000000:user/ada@example.com', 'a user of IAM.'],
])('who resumed a stream is told without the name of a person: %s', (_, by, told) => {
  const { message } = alertOf({ ...paused, state: 'active', by }, 'set');
  expect(message).toContain(told);
  expect(message).not.toContain('ada');
});
