import type { Connection, Stream } from '@sesame/email';
import { endOf, periodOf, periodsBetween, startOf } from '../counts/period';
import { streamRatesOf, type StreamRates } from '../counts/rates';
import { mergeOf } from '../counts/rollup';
import type { RollupReader } from '../counts/rollup-reader';

/** What a stream is judged by, and from when to when it was counted. */
export type JudgedWindow = StreamRates & { from: Date; to: Date };

/** A day, or where that has too few recipients a week: SES goes by as much mail as is representative, and not by a time. */
const windowsMs = [24, 7 * 24].map((hours) => hours * 3_600_000);

/**
 * The shortest window, back from now, in which a stream has enough recipients, else the longest; never from before it was
 * resumed, so that what a person has looked at does not pause it again. Whole hours, but for the minutes after a resumption.
 */
export async function readJudgedWindow(
  rollups: RollupReader,
  {
    resumedAt,
    now,
    recipients,
    ...who
  }: { connection: Connection; stream: Stream; resumedAt: Date | undefined; now: Date; recipients: number },
): Promise<JudgedWindow> {
  const [first, ...longer] = windowsMs.map((lengthMs) => windowStart(new Date(now.getTime() - lengthMs), resumedAt));
  if (!first) throw new Error('There is at least one window');
  let window = await readWindow(rollups, { ...who, from: first, to: now });
  for (const from of longer) {
    if (window.recipients >= recipients || from.getTime() === window.from.getTime()) break;
    window = await readWindow(rollups, { ...who, from, to: now });
  }
  return window;
}

/** The hour of the time, or the first whole minute after the resumption. */
function windowStart(time: Date, resumedAt: Date | undefined): Date {
  const hour = startOf(periodOf('hour', time));
  if (!resumedAt || resumedAt < hour) return hour;
  return endOf('minute', periodOf('minute', resumedAt));
}

async function readWindow(
  rollups: RollupReader,
  { connection, stream, from, to }: { connection: Connection; stream: Stream; from: Date; to: Date },
): Promise<JudgedWindow> {
  const hour = periodOf('hour', from);
  const isWhole = startOf(hour).getTime() === from.getTime();
  const hoursFrom = isWhole ? from : endOf('hour', hour);
  const minutesTo = hoursFrom < to ? hoursFrom : to;
  const read = await Promise.all([
    isWhole ? [] : rollups.read(connection, 'minute', periodsBetween('minute', { from, to: minutesTo })),
    rollups.read(connection, 'hour', periodsBetween('hour', { from: hoursFrom, to })),
  ]);
  const counts =
    mergeOf(read.flat().map(({ rollup }) => rollup))
      .get('stream')
      ?.get(stream) ?? {};
  return { ...streamRatesOf(counts), from, to };
}
