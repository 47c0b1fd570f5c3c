import type { Interval } from '@sesame/ledger';

const lengths = { minute: 'yyyy-mm-ddThh:mm'.length, hour: 'yyyy-mm-ddThh'.length, day: 'yyyy-mm-dd'.length };
const milliseconds = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** What a minute is counted in, and what an hour is. */
export const longer = { minute: 'hour', hour: 'day', day: undefined } as const satisfies Record<
  Interval,
  Interval | undefined
>;

/** The period of this interval that a moment is in, such as `2026-11-22T12` of an hour, in UTC. */
export function periodOf(interval: Interval, time: Date): string {
  return time.toISOString().slice(0, lengths[interval]);
}

/** The hour of a minute, the day of an hour. */
export function periodAround(interval: 'hour' | 'day', period: string): string {
  return period.slice(0, lengths[interval]);
}

/** When a period begins. */
export function startOf(period: string): Date {
  return new Date(`${period}${'0000-01-01T00:00'.slice(period.length)}Z`);
}

/** When a period ends, which is when the next begins. */
export function endOf(interval: Interval, period: string): Date {
  return new Date(startOf(period).getTime() + milliseconds[interval]);
}

/** Every period of this interval from the one that `from` is in, up to `to`, which is not in the last. */
export function periodsBetween(interval: Interval, { from, to }: { from: Date; to: Date }): string[] {
  const first = startOf(periodOf(interval, from)).getTime();
  const count = Math.max(0, Math.ceil((to.getTime() - first) / milliseconds[interval]));
  return Array.from({ length: count }, (_, n) => periodOf(interval, new Date(first + n * milliseconds[interval])));
}
