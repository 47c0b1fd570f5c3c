import fc from 'fast-check';
import { scheduleOf } from './schedule-of';

const now = new Date('2026-11-22T12:00:00.000Z');
const seconds = (count: number) => new Date(now.getTime() + count * 1000);

test.each([
  [-5, { due: seconds(60), wait: { seconds: 0 } }],
  [0, { due: seconds(60), wait: { seconds: 0 } }],
  [0.999, { due: seconds(60.999), wait: { seconds: 0 } }],
  [30, { due: seconds(90), wait: { seconds: 30 } }],
  [120, { due: seconds(180), wait: { seconds: 120 } }],
  [120.001, { due: seconds(0.001) }],
  [3600, { due: seconds(3480) }],
])('what is to be sent in %d seconds', (ahead, schedule) => {
  expect(scheduleOf(seconds(ahead), now)).toEqual(schedule);
});

test('whenever the sweep comes by within its minute, an e-mail is seen by deliver in the second before its time', () => {
  const ahead = fc.integer({ min: 1, max: 30 * 24 * 3600 * 1000 });
  const late = fc.integer({ min: 0, max: 60_000 });
  fc.assert(
    fc.property(ahead, late, (ahead, late) => {
      const scheduledAt = new Date(now.getTime() + ahead);
      let [at, schedule] = [now, scheduleOf(scheduledAt, now)];
      if (!schedule.wait) {
        at = new Date(schedule.due.getTime() + late);
        schedule = scheduleOf(scheduledAt, at);
      }
      const lateness = at.getTime() + (schedule.wait?.seconds ?? Number.NaN) * 1000 - scheduledAt.getTime();
      expect(lateness).toBeGreaterThan(-1000);
      expect(lateness).toBeLessThanOrEqual(0);
      expect(schedule.due.getTime() - scheduledAt.getTime()).toBe(60_000);
    }),
  );
});
