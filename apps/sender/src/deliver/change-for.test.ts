import { changeFor } from './change-for';
import type { Outcome } from './outcome-of';

const now = new Date('2026-11-22T12:00:00.000Z');
const error = { name: 'E', message: 'm' };

test.each<[Outcome, string | undefined]>([
  [{ status: 'sent', messageId: '0100' }, undefined],
  [{ status: 'failed', error }, undefined],
  [{ status: 'unknown', error }, '2026-11-22T12:01:00.000Z'],
  [{ status: 'queued', error }, '2026-11-22T12:01:00.000Z'],
  [{ status: 'held', reason: 'paced' }, '2026-11-22T12:00:05.000Z'],
  [{ status: 'held', reason: 'throttled', error }, '2026-11-22T12:00:10.000Z'],
  [{ status: 'held', reason: 'paused', error }, '2026-11-22T12:05:00.000Z'],
  [{ status: 'held', reason: 'quota', error }, '2026-11-22T12:10:00.000Z'],
])('after %j something is to happen at %s', (outcome, due) => {
  const change = changeFor(outcome, now);

  expect(change.status).toBe(outcome.status);
  expect('due' in change && change.due?.toISOString()).toBe(due);
});

test('what goes back to the queue gives up its attempt, so that a late record of it changes nothing', () => {
  expect(changeFor({ status: 'queued', error }, now)).toMatchObject({ attempt: undefined, queuedAt: now });
  expect(changeFor({ status: 'held', reason: 'quota', error }, now)).toHaveProperty('attempt', undefined);
  expect(changeFor({ status: 'unknown', error }, now)).not.toHaveProperty('attempt');
});
