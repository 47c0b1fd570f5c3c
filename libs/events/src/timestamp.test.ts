import fc from 'fast-check';
import { parseTimestamp } from './timestamp';

test.each([
  ['2026-11-20T09:15:03.669Z', '2026-11-20T09:15:03.669Z'],
  ['2018-10-08T14:05:45 +0000', '2018-10-08T14:05:45.000Z'],
  ['2009-12-03T04:24:21.000-05:00', '2009-12-03T09:24:21.000Z'],
  ['2026-11-20 09:15:03', '2026-11-20T09:15:03.000Z'],
  ['2026-11-20T09:15:03.669123456z', '2026-11-20T09:15:03.669Z'],
  ['2026-11-20T09:15:03,6+01:00', '2026-11-20T08:15:03.600Z'],
  ['2024-02-29T23:59:59.999-0100', '2024-03-01T00:59:59.999Z'],
])('%s is %s', (text, expected) => {
  expect(parseTimestamp(text)?.toISOString()).toBe(expected);
});

test.each([
  '',
  'yesterday',
  '2026-11-20',
  '2026-02-30T09:15:03Z',
  '2026-13-01T09:15:03Z',
  '2026-11-20T25:15:03Z',
  '2026-11-20T09:15:03+99:00',
  '1969-12-31T23:59:59Z',
  '9000-01-01T00:00:00Z',
  '+012026-11-20T09:15:03Z',
  '2026-11-20T09:15:03Z ',
  '1795166104150',
])('%j is no timestamp', (text) => {
  expect(parseTimestamp(text)).toBeUndefined();
});

test('a moment is the same whatever offset it is told with', () => {
  const moment = fc.date({ min: new Date('1970-01-02'), max: new Date('8999-12-30'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, fc.integer({ min: -14 * 4, max: 14 * 4 }), fc.boolean(), (time, quarters, colon) => {
      const local = new Date(time.getTime() + quarters * 15 * 60_000).toISOString().slice(0, -1);
      const two = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, '0');
      const sign = quarters < 0 ? '-' : '+';
      const offset = `${sign}${two(Math.abs(quarters) / 4)}${colon ? ':' : ''}${two((Math.abs(quarters) % 4) * 15)}`;
      expect(parseTimestamp(`${local}${offset}`)).toEqual(time);
    }),
  );
});
