import type { Connection, Stream } from '@sesame/email';
import type { Counts } from './counts';
import { periodsBetween } from './period';
import { mergeOf } from './rollup';
import type { RollupReader } from './rollup-reader';

/** Fractions of 1; `null` where there is nothing to compare with. */
export type Rates = {
  /** Recipients that bounced hard of all that mail was sent to, as SES counts them, without the mailbox simulator. */
  bounce_rate: number | null;
  /** Recipients that complained, of the same. */
  complaint_rate: number | null;
  delivery_rate: number | null;
  /** Messages that were opened, of what was delivered; in the time when they were sent, as are the next two. */
  open_rate: number | null;
  click_rate: number | null;
  unsubscribe_rate: number | null;
};

/** The rates of what was counted. */
export function ratesOf(counts: Counts): Rates {
  const { rated_recipients: rated, recipients, delivered } = counts;
  return {
    bounce_rate: ofAll(counts.rated_bounces, rated),
    complaint_rate: ofAll(counts.rated_complaints, rated),
    delivery_rate: ofAll(delivered, recipients),
    open_rate: ofAll(counts.unique_opened, delivered),
    click_rate: ofAll(counts.unique_clicked, delivered),
    unsubscribe_rate: ofAll(counts.unsubscribed, delivered),
  };
}

/** What SES judges a stream by, over some time. */
export type StreamRates = { recipients: number; hardBounces: number; complaints: number } & Pick<
  Rates,
  'bounce_rate' | 'complaint_rate'
>;

/** What counts tell of a stream's reputation. */
export function streamRatesOf(counts: Counts): StreamRates {
  const { rated_recipients: recipients = 0, rated_bounces: hardBounces = 0, rated_complaints: complaints = 0 } = counts;
  const { bounce_rate, complaint_rate } = ratesOf(counts);
  return { recipients, hardBounces, complaints, bounce_rate, complaint_rate };
}

/**
 * The rates of a stream over a window, from its hours: the hours that `from` and `to` are in count as a whole. One
 * consistent Query for each day of the window.
 */
export async function readStreamRates(
  rollups: RollupReader,
  { connection, stream, from, to }: { connection: Connection; stream: Stream; from: Date; to: Date },
): Promise<StreamRates> {
  const hours = await rollups.read(connection, 'hour', periodsBetween('hour', { from, to }));
  const rollup = mergeOf(hours.map((hour) => hour.rollup));
  return streamRatesOf(rollup.get('stream')?.get(stream) ?? {});
}

function ofAll(some = 0, whole = 0): number | null {
  return whole === 0 ? null : some / whole;
}
