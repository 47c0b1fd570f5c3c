import fc from 'fast-check';
import type { EmailStatus } from '../email';
import { whatIsDue } from './what-is-due';

const start = Date.parse('2026-11-22T12:00:00Z');
const minutes = (count: number) => new Date(start + count * 60_000);
const at = (status: EmailStatus, due: Date | undefined) => ({ status, due, queuedAt: minutes(0) });

test('one that stays queued is enqueued after 1, 2, 4 and 8 minutes, and then every 15', () => {
  const waits: number[] = [];
  let due = minutes(1);
  for (let n = 0; n < 6; n++) {
    const decision = whatIsDue(at('queued', due), due);
    if (decision.do !== 'enqueue') throw new Error(decision.do);
    waits.push((decision.due.getTime() - due.getTime()) / 60_000);
    due = decision.due;
  }

  expect(waits).toEqual([2, 4, 8, 15, 15, 15]);
});

test('a held one is released, and looked at again after a minute', () => {
  expect(whatIsDue(at('held', minutes(600)), minutes(600))).toEqual({
    do: 'enqueue',
    due: minutes(601),
    because: 'held-long-enough',
  });
});

test('one that was claimed and never recorded is looked for ever more rarely, fails after a quarter of an hour, and is given up after a day', () => {
  const looks: [number, string][] = [];
  let due: Date | undefined = minutes(1);
  while (due) {
    const decision = whatIsDue({ ...at('sending', due), claimedAt: minutes(0), queuedAt: minutes(-500) }, due);
    if (decision.do !== 'settle') throw new Error(decision.do);
    looks.push([(due.getTime() - start) / 60_000, decision.otherwise]);
    due = decision.due;
  }

  expect(looks).toEqual([
    ...[1, 2, 4, 8].map((minute) => [minute, 'unknown']),
    ...[15, 30, 60, 120, 240, 480, 960, 1440].map((minute) => [minute, 'failed']),
  ]);
});

test.each([0, 1, 59_999])('one that was claimed %d ms ago is let alone until a minute is over', (milliseconds) => {
  const claimedAt = new Date(start - milliseconds);
  expect(whatIsDue({ ...at('sending', minutes(0)), claimedAt }, minutes(0))).toEqual({
    do: 'wait',
    due: new Date(claimedAt.getTime() + 60_000),
  });
});

test.each(['sending', 'unknown', 'failed'] as const)('one that is %s and due is looked for', (status) => {
  expect(whatIsDue(at(status, minutes(1)), minutes(1))).toEqual({
    do: 'settle',
    otherwise: 'unknown',
    due: minutes(2),
  });
});

test.each(['sent', 'suppressed', 'canceled'] as const)('nothing happens to one that is %s', (status) => {
  expect(whatIsDue(at(status, minutes(1)), minutes(2))).toEqual({ do: 'leave', because: 'final' });
});

test.each(['sent', 'unknown', 'failed', 'suppressed'] as const)(
  'nothing is to happen to one that is %s and not due',
  (status) => {
    expect(whatIsDue(at(status, undefined), minutes(2))).toEqual({ do: 'leave', because: 'final' });
  },
);

test('nothing happens before its time, and what is enqueued is looked at again within a quarter of an hour', () => {
  const status = fc.constantFrom<EmailStatus>('queued', 'held', 'sending');
  fc.assert(
    fc.property(
      status,
      fc.integer({ min: -9, max: 90_000 }),
      fc.integer({ min: 0, max: 90_000 }),
      (status, due, now) => {
        const decision = whatIsDue(at(status, minutes(due)), minutes(now));
        if (due > now) expect(decision).toEqual({ do: 'leave', because: 'not-due' });
        if (decision.do !== 'enqueue') return;
        const wait = decision.due.getTime() - minutes(now).getTime();
        expect(wait >= 60_000 && wait <= 15 * 60_000).toBe(true);
      },
    ),
  );
});
