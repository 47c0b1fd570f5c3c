import type { Fact } from './suppression-fact';

/**
 * A fact as one string, so that "newer" is "greater": `<time>#<feedbackId>#<sourceId>#<address>`. Time comes first, then
 * the feedback id; source and address break what ties are left, so that the greater of two is the same in any order.
 * The string is ASCII, because JavaScript orders strings by UTF-16 and DynamoDB by UTF-8, which differ beyond it.
 */
export type FactMark = string;

const timeLength = '2026-11-22T10:00:00.000Z'.length;

export function markOfFact({ time, feedbackId, sourceId, address }: Omit<Fact, 'connection' | 'scope' | 'origin'>) {
  return [
    markTime(time),
    encodeURIComponent(feedbackId.toWellFormed()),
    encodeURIComponent((sourceId ?? '').toWellFormed()),
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

export function factOfMark(mark: FactMark): Pick<Fact, 'time' | 'feedbackId' | 'sourceId' | 'address'> {
  const [time = '', feedbackId = '', sourceId = '', ...address] = mark.split('#');
  return {
    time: new Date(time),
    feedbackId: decodeURIComponent(feedbackId),
    ...(sourceId === '' ? {} : { sourceId: decodeURIComponent(sourceId) }),
    address: decodeURI(address.join('#')),
  };
}
