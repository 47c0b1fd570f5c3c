import { log } from '@sesame/lambda';
import type { LedgerTable } from '@sesame/ledger';
import type { DeliveryError, Email } from '../email';
import type { EmailTable } from '../email-table';

export type SettleParts = {
  emails: Pick<EmailTable, 'changeUnmoved'>;
  ledger: Pick<LedgerTable, 'timeline'>;
};

/** What became of an e-mail whose delivery nobody recorded. */
export type Settled = 'confirmed' | 'unknown' | 'notConfirmed';

const notConfirmed: DeliveryError = {
  name: 'not_confirmed',
  message:
    'Amazon SES was asked, its answer was lost, and no event told of this e-mail within 15 minutes. It was probably not ' +
    'sent, and is not sent again by itself.',
};

/**
 * Settles an e-mail by the ledger: any event with its tag means that SES took it, and tells SES's id of the message. Without
 * one it becomes what is decided for that case. Answers with what it became, or `undefined` when it stays what it was or was
 * moved by somebody else meanwhile.
 */
export async function settleEmail(
  { emails, ledger }: SettleParts,
  email: Email,
  { otherwise, due }: { otherwise: 'unknown' | 'failed'; due: Date | undefined },
): Promise<Settled | undefined> {
  const { connection, id, status } = email;
  const [fact] = await ledger.timeline(connection, id);
  if (fact) {
    const sent = { status: 'sent', messageId: fact.messageId, error: undefined, due: undefined } as const;
    if (!(await emails.changeUnmoved(email, sent))) return undefined;
    log.info('confirmed', { id });
    return 'confirmed';
  }
  const change = { status: otherwise, due, ...(otherwise === 'failed' && { error: notConfirmed }) };
  if (!(await emails.changeUnmoved(email, change)) || status === otherwise) return undefined;
  log.warn(otherwise === 'failed' ? 'not confirmed' : 'unknown', { id });
  return otherwise === 'failed' ? 'notConfirmed' : 'unknown';
}
