import { minutesOf, piecesOf } from './piece';

const pieces = (from: string, to: string) => piecesOf(Date.parse(from), Date.parse(to));
const names = (from: string, to: string) => pieces(from, to).map(({ name }) => name);

test('a range is cut at midnight, over months and years', () => {
  const days = names('2027-12-30T00:00Z', '2028-03-01T00:00Z');
  expect([days[0], days[2], days.at(-1), days.length]).toEqual(['2027-12-30', '2028-01-01', '2028-02-29', 62]);
  expect(names('2026-11-22T12:00Z', '2026-11-22T13:00Z')).toEqual(['2026-11-22T12-13']);
  expect(names('2026-11-22T23:00Z', '2026-11-24T02:00Z')).toEqual([
    ...['2026-11-22T23-24', '2026-11-23', '2026-11-24T00-02'],
  ]);
});

test('its minutes are all there, once and in order', () => {
  const minutes = pieces('2026-11-22T23:00Z', '2026-11-24T02:00Z').flatMap((piece) =>
    [...minutesOf(piece)].map(({ minute }) => minute),
  );
  expect([minutes[0], minutes[1], minutes.at(-1)]).toEqual([
    '2026-11-22T23:00',
    '2026-11-22T23:01',
    '2026-11-24T01:59',
  ]);
  expect(new Set(minutes).size).toBe(27 * 60);
  expect([...minutes].sort()).toEqual(minutes);
});
