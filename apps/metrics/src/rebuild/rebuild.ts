import type { Connection } from '@sesame/email';
import type { Mark, MarksTable } from '@sesame/ledger';
import { periodOf, periodsBetween } from '../counts/period';

export type RebuildParts = {
  marks: Pick<MarksTable, 'set'>;
  connection: Connection;
  /** A value that no mark had before. */
  newValue: () => string;
};

/** From a moment on, and up to another, which is not in it. */
export type Range = { from: Date; to: Date };

/**
 * Marks every minute of a range, so that the roll-up counts it again from its facts, and the hours and days around it after
 * it: what keeps the counters is what repairs them. Answers with how many minutes those are.
 * @throws what DynamoDB threw, when a minute could not be marked; the others may be, which does no harm
 */
export async function rebuild({ marks, connection, newValue }: RebuildParts, range: Range): Promise<number> {
  const minutes = periodsBetween('minute', range);
  const failed = await marks.set(
    minutes.map((period): Mark => ({ connection, interval: 'minute', period, value: newValue() })),
  );
  for (const reason of failed.values()) throw reason;
  return minutes.length;
}

/** How many periods of a range, or around it, are still to be counted. */
export async function waiting(
  { marks, connection }: { marks: Pick<MarksTable, 'all'>; connection: Connection },
  { from, to }: Range,
): Promise<number> {
  const last = new Date(to.getTime() - 1);
  const found = await Promise.all(
    (['minute', 'hour', 'day'] as const).map((interval) =>
      marks.all(connection, interval, { first: periodOf(interval, from), last: periodOf(interval, last) }),
    ),
  );
  return found.flat().length;
}
