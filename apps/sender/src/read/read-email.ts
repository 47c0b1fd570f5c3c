import type { ApiAnswer, ApiRequest } from '@sesame/lambda';
import type { LedgerTable } from '@sesame/ledger';
import type { EmailTable } from '../email-table';
import { emailAnswer } from './email-answer';
import { emailNameIn, noSuchEmail } from './email-name-in';

export type ReadParts = { emails: Pick<EmailTable, 'find'>; ledger: Pick<LedgerTable, 'timeline'> };

/** Answers with one e-mail of the caller's connection, and what the ledger says became of it. */
export function readEmail({ emails, ledger }: ReadParts) {
  return async (request: ApiRequest): Promise<ApiAnswer> => {
    const name = emailNameIn(request);
    const [found, facts] = await Promise.all([emails.find(name), ledger.timeline(name.connection, name.id)]);
    if (!found) throw noSuchEmail();
    return { body: emailAnswer(found.email, found.content, facts) };
  };
}
