import { parsePage, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import type { LedgerTable } from '@sesame/ledger';
import type { EmailTable } from '../email-table';
import { listedEmail } from './email-answer';
import { recentIds } from './recent-ids';
import type { RecentEmails } from './recent-emails';

export type ListParts = {
  emails: Pick<EmailTable, 'getMany'>;
  recent: RecentEmails;
  ledger: Pick<LedgerTable, 'timeline'>;
};

/** `GET /emails?limit&after&before`: one page of the connection's e-mails, newest first, each with what became of it. */
export function listEmails({ emails, recent, ledger }: ListParts) {
  return async ({ holder: { connection }, query, now }: ApiRequest): Promise<ApiAnswer> => {
    const { ids, hasMore } = await recentIds(recent(connection), parsePage(query), now);
    const [found, timelines] = await Promise.all([
      emails.getMany(connection, ids),
      Promise.all(ids.map((id) => ledger.timeline(connection, id))),
    ]);
    // What has expired is gone from the table a moment before it is from the index.
    const data = ids.flatMap((id, n) => {
      const email = found.get(id);
      return email ? [listedEmail(email, timelines[n])] : [];
    });
    return { body: { object: 'list', has_more: hasMore, data } };
  };
}
