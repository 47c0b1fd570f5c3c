import fc from 'fast-check';
import { factTime } from './fact-time';

const day = 24 * 3_600_000;
const heardAt = new Date('2026-11-22T10:00:00.000Z');
const after = (milliseconds: number) => new Date(heardAt.getTime() + milliseconds);
const messageSentAt = after(-2 * day);

test.each([
  ['an hour ago', -3_600_000],
  ['in the very moment the message was sent', -2 * day],
  ['a day ahead', day],
])('feedback %s is taken at its word', (_, offset) => {
  expect(factTime({ reportedAt: after(offset), messageSentAt, heardAt })).toEqual(after(offset));
});

test.each([
  ['a millisecond more than a day ahead', day + 1],
  ['a thousand years ahead', 365_000 * day],
  ['before its message was sent', -2 * day - 1],
])('feedback dated %s happened when the message was sent', (_, offset) => {
  expect(factTime({ reportedAt: after(offset), messageSentAt, heardAt })).toEqual(messageSentAt);
});

test.each([
  ['a message sent in days to come', after(day + 1), heardAt],
  ['a message heard of at no time', messageSentAt, new Date(Number.NaN)],
])('%s is believed nothing', (_, messageSentAt, heardAt) => {
  expect(factTime({ reportedAt: after(0), messageSentAt, heardAt })).toBeUndefined();
});

test('no time lies more than a day ahead, or before the message was sent', () => {
  const anyTime = fc.integer({ min: -30 * day, max: 30 * day }).map(after);
  fc.assert(
    fc.property(anyTime, anyTime, (reportedAt, messageSentAt) => {
      const time = factTime({ reportedAt, messageSentAt, heardAt });
      if (time === undefined) return expect(messageSentAt > after(day)).toBe(true);
      expect(time <= after(day) && time >= messageSentAt).toBe(true);
    }),
  );
});
