import { firstWaitMs } from './due';

/** So long before its time a scheduled e-mail is put on the queue, which has it to the second: two runs of the sweep. */
const leadMs = 2 * 60_000;

/** When the sweep is to look at a scheduled e-mail, and with `wait`, that it is to be enqueued now for so long. */
export type Schedule = { due: Date; wait?: { seconds: number } };

/**
 * How a scheduled e-mail gets from `now` to its time. One that is further away than the lead waits in the table until then;
 * another is enqueued with the delay that is left, in whole seconds, rounded down, since who delivers it waits for the rest,
 * and is looked at again a minute after its time, in case that nothing came of it.
 */
export function scheduleOf(scheduledAt: Date, now: Date): Schedule {
  const ahead = Math.max(0, scheduledAt.getTime() - now.getTime());
  if (ahead > leadMs) return { due: new Date(scheduledAt.getTime() - leadMs) };
  return { due: new Date(now.getTime() + ahead + firstWaitMs), wait: { seconds: Math.floor(ahead / 1000) } };
}
