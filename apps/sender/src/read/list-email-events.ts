import { ApiError, parsePage, type ApiAnswer, type ApiRequest, type Page } from '@sesame/lambda';
import { recipientHash, timelineOf, type LedgerTable, type TimelineEntry } from '@sesame/ledger';
import type { EmailTable } from '../email-table';
import { addressesOf } from '../recipients';
import { emailNameIn, noSuchEmail } from './email-name-in';
import { eventAnswer } from './event-answer';

export type ListEventsParts = { emails: Pick<EmailTable, 'get'>; ledger: Pick<LedgerTable, 'timeline'> };

/**
 * `GET /emails/{id}/events?limit&after&before`: what became of an e-mail, in the order of time. The ledger names recipients
 * by hashes; the e-mail itself knows whose they are.
 */
export function listEmailEvents({ emails, ledger }: ListEventsParts) {
  return async (request: ApiRequest): Promise<ApiAnswer> => {
    const name = emailNameIn(request);
    const page = parsePage(request.query);
    const [email, facts] = await Promise.all([emails.get(name), ledger.timeline(name.connection, name.id)]);
    if (!email) throw noSuchEmail();

    const addresses = new Map(addressesOf(email).map((address) => [recipientHash(name.connection, address), address]));
    const { entries, hasMore } = pageOf(timelineOf(facts), page);
    const data = entries.map((entry) => eventAnswer(entry, addresses));
    return { body: { object: 'list', has_more: hasMore, data } };
  };
}

function pageOf(timeline: TimelineEntry[], { limit, after, before }: Page) {
  if (before !== undefined) {
    const end = placeOf(before, timeline, 'before');
    return { entries: timeline.slice(Math.max(0, end - limit), end), hasMore: end > limit };
  }
  const start = after === undefined ? 0 : placeOf(after, timeline, 'after') + 1;
  return { entries: timeline.slice(start, start + limit), hasMore: timeline.length > start + limit };
}

function placeOf(wanted: string, timeline: TimelineEntry[], field: 'after' | 'before'): number {
  const place = timeline.findIndex(({ id }) => id === wanted);
  if (place !== -1) return place;
  throw new ApiError('validation_error', `"${field}" must be the id of an event of this e-mail.`, { field });
}
