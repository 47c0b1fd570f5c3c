import { emailStatuses } from '../email';
import { mayBeDelivered } from './may-be-delivered';

const now = new Date('2026-11-22T12:00:00.000Z');
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test('of everything that is not scheduled, only what is queued is delivered', () => {
  const delivered = emailStatuses.filter((status) => mayBeDelivered({ status, scheduledAt: inSeconds(60) }, now));

  expect(delivered).toEqual(['queued']);
});

test.each([
  [-3600, true],
  [0, true],
  [2, true],
  [2.001, false],
  [60, false],
])('what is scheduled in %d seconds: %s', (seconds, may) => {
  expect(mayBeDelivered({ status: 'scheduled', scheduledAt: inSeconds(seconds) }, now)).toBe(may);
});
