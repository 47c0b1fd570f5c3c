import fc from 'fast-check';
import { scheduledTime } from './scheduled-time';

const now = new Date('2026-11-22T12:00:00.000Z');
const dayMs = 24 * 60 * 60_000;

test.each([
  ['2026-11-22T12:00:00Z', '2026-11-22T12:00:00.000Z'],
  ['2026-11-23T12:00:00.5+05:30', '2026-11-23T06:30:00.500Z'],
  ['2026-11-22T12:00:00.123456+00:00', '2026-11-22T12:00:00.123Z'],
  ['2026-11-22T11:59:00Z', '2026-11-22T11:59:00.000Z'],
  ['in 1 min', '2026-11-22T12:01:00.000Z'],
  ['in 5 mins', '2026-11-22T12:05:00.000Z'],
  ['In 1 Minute', '2026-11-22T12:01:00.000Z'],
  [' in 90 minutes ', '2026-11-22T13:30:00.000Z'],
  ['in 1 hour', '2026-11-22T13:00:00.000Z'],
  ['in 30 days', '2026-12-22T12:00:00.000Z'],
  ['in 0 minutes', '2026-11-22T12:00:00.000Z'],
])('%j is %s', (text, time) => {
  expect(scheduledTime(text, now)).toEqual({ ok: true, time: new Date(time) });
});

test.each([
  '',
  'tomorrow',
  'in a minute',
  'in -5 minutes',
  'in 1.5 hours',
  'in 5 weeks',
  'in 5 constructors',
  '5 minutes',
  '2026-11-23',
  '2026-11-23T12:00:00',
  '2026-02-30T12:00:00Z',
  '1795348800000',
])('%j is no time', (text) => {
  expect(scheduledTime(text, now)).toEqual({ ok: false, sentence: expect.stringContaining('in 5 minutes') });
});

test.each(['in 31 days', 'in 999999 hours', '2026-12-22T12:00:00.001Z'])('%j is too far ahead', (text) => {
  expect(scheduledTime(text, now)).toEqual({ ok: false, sentence: expect.stringContaining('30 days') });
});

test('a time that is over for more than a minute is a mistake', () => {
  expect(scheduledTime('2026-11-22T11:58:59Z', now)).toEqual({ ok: false, sentence: expect.stringContaining('over') });
});

test('every time from a minute ago to thirty days ahead is taken as it is, in any zone', () => {
  const minutesAhead = fc.integer({ min: -1, max: 30 * 24 * 60 });
  fc.assert(
    fc.property(minutesAhead, fc.integer({ min: -14 * 60, max: 14 * 60 }), (ahead, zone) => {
      const time = now.getTime() + ahead * 60_000;
      const sign = zone < 0 ? '-' : '+';
      const two = (count: number) => String(Math.floor(count)).padStart(2, '0');
      const local = new Date(time + zone * 60_000).toISOString().slice(0, -1);
      const text = `${local}${sign}${two(Math.abs(zone) / 60)}:${two(Math.abs(zone) % 60)}`;
      expect(scheduledTime(text, now)).toEqual({ ok: true, time: new Date(time) });
    }),
  );
});

test('whatever the text, the answer is a time within the limits or a sentence', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.tuple(fc.nat(), fc.string()).map(([n, unit]) => `in ${n} ${unit}`),
      ),
      (text) => {
        const answer = scheduledTime(text, now);
        if (answer.ok) expect(Math.abs(answer.time.getTime() - now.getTime())).toBeLessThanOrEqual(30 * dayMs);
        else expect(answer.sentence).toMatch(/\.$/);
      },
    ),
  );
});
