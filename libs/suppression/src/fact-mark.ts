import { splitExpiry, withExpiry } from './expiry-mark';
import { reasonOfText, reasonText } from './reason';
import type { Fact } from './suppression-fact';

/**
 * A fact as one string, so that "newer" is "greater": `<time>#<feedbackId>#<sourceId>#[<reason>]#<address>`. Time comes
 * first, then the feedback id; the rest breaks what ties are left, so that the greater of two is the same in any order.
 * The reason is missing where none was told; no address looks like one, since brackets are escaped in it.
 * The string is ASCII, because JavaScript orders strings by UTF-16 and DynamoDB by UTF-8, which differ beyond it.
 *
 * A fact about an address that was forgotten keeps its time and its reason: `<time>~##[<reason>]#`. The tilde sorts after
 * every fact of that time and before every later one, so that the same feedback, delivered again, does not bring it back.
 */
export type FactMark = string;

const forgotten = '~';
const timeLength = '2026-11-22T10:00:00.000Z'.length;

export function markOfFact({
  time,
  feedbackId,
  sourceId,
  reason,
  address,
}: Omit<Fact, 'connection' | 'scope' | 'origin'>): FactMark {
  return [
    markTime(time),
    encodeURIComponent(feedbackId.toWellFormed()),
    encodeURIComponent((sourceId ?? '').toWellFormed()),
    ...(reason ? [reasonText(reason)] : []),
    encodeURI(address.toWellFormed()),
  ].join('#');
}

/** The time of a mark as text, which sorts as time does from the year 0 to 9999. */
export function markTime(time: Date): string {
  const text = time.toISOString();
  if (text.length !== timeLength) throw new RangeError('A time of the suppression list lies in the years 0 to 9999.');
  return text;
}

export function timeOfMark(mark: FactMark): string {
  return mark.slice(0, timeLength);
}

/** The feedback id as it stands in a mark. */
export function feedbackIdOfMark(mark: FactMark): string {
  return mark.slice(timeLength + 1, mark.indexOf('#', timeLength + 1));
}

/** What a mark says, without whose address it is about. An end, where it has one, stays. */
export function forgottenMark(mark: FactMark): FactMark {
  const { reason, expiresAt } = factOfMark(mark);
  const text = `${timeOfMark(mark)}${forgotten}##${reason ? `${reasonText(reason)}#` : ''}`;
  return withExpiry(text, expiresAt);
}

export function factOfMark(markWithExpiry: FactMark): FactOfMark {
  const { mark, ...expiry } = splitExpiry(markWithExpiry);
  const time = timeOfMark(mark);
  const isForgotten = mark.charAt(timeLength) === forgotten;
  const [feedbackId = '', sourceId = '', ...rest] = mark.slice(timeLength + 1).split('#');
  const hasReason = rest[0]?.startsWith('[') ?? false;
  const reason = hasReason ? reasonOfText(rest[0] ?? '') : undefined;
  return {
    time: new Date(time),
    feedbackId: decodeURIComponent(feedbackId),
    ...(sourceId === '' ? {} : { sourceId: decodeURIComponent(sourceId) }),
    ...(reason && { reason }),
    ...(!isForgotten && { address: decodeURI(rest.slice(hasReason ? 1 : 0).join('#')) }),
    ...expiry,
  };
}

type FactOfMark = Pick<Fact, 'time' | 'feedbackId' | 'sourceId' | 'reason'> & {
  /** Absent where it was forgotten. */
  address?: string;
  expiresAt?: Date;
};
