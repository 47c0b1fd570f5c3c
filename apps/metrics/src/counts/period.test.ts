import fc from 'fast-check';
import { endOf, periodAround, periodOf, periodsBetween, startOf } from './period';

const times = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const intervals = fc.constantFrom('minute', 'hour', 'day');

test('a moment is in its period, and in no other', () => {
  fc.assert(
    fc.property(times, intervals, (time, interval) => {
      const period = periodOf(interval, time);
      expect(startOf(period).getTime()).toBeLessThanOrEqual(time.getTime());
      expect(endOf(interval, period).getTime()).toBeGreaterThan(time.getTime());
      expect(periodOf(interval, startOf(period))).toBe(period);
    }),
  );
});

test('a minute is in its hour, and an hour in its day', () => {
  fc.assert(
    fc.property(times, (time) => {
      expect(periodAround('hour', periodOf('minute', time))).toBe(periodOf('hour', time));
      expect(periodAround('day', periodOf('hour', time))).toBe(periodOf('day', time));
    }),
  );
});

test.each([
  ['minute', '2026-12-31T23:59:30Z', '2027-01-01T00:01:00Z', ['2026-12-31T23:59', '2027-01-01T00:00']],
  ['hour', '2026-12-31T23:00:00Z', '2027-01-01T00:00:01Z', ['2026-12-31T23', '2027-01-01T00']],
  ['day', '2028-02-28T00:00:00Z', '2028-03-01T00:00:00Z', ['2028-02-28', '2028-02-29']],
  ['day', '2026-11-22T10:00:00Z', '2026-11-22T10:00:00Z', ['2026-11-22']],
] as const)('the %ss from %s to %s', (interval, from, to, expected) => {
  expect(periodsBetween(interval, { from: new Date(from), to: new Date(to) })).toEqual(expected);
});
