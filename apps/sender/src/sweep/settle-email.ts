import { log } from '@sesame/lambda';
import type { LedgerTable } from '@sesame/ledger';
import { firstWaitMs } from '../due';
import type { DeliveryError, Email } from '../email';
import type { EmailChange } from '../email-change';
import type { EmailTable } from '../email-table';
import type { SendQueue } from '../send-queue';
import { whatBecameOf } from './what-became-of';

export type SettleParts = {
  emails: Pick<EmailTable, 'changeUnmoved'>;
  ledger: Pick<LedgerTable, 'timeline'>;
  queue: SendQueue;
  now: () => Date;
  /** Counts an e-mail that has failed because nothing was heard of it; an alarm is raised by it. */
  countNotConfirmed: () => void;
};

/** What became of an e-mail whose delivery nobody recorded. */
export type Settled = 'confirmed' | 'refused' | 'unknown' | 'notConfirmed' | 'sentAgain';

const notConfirmed: DeliveryError = {
  name: 'not_confirmed',
  message:
    'Amazon SES was asked, its answer was lost, and no event told of this e-mail within 15 minutes. It was probably not ' +
    'sent, and is not sent again by itself.',
};

/**
 * Settles an e-mail by the ledger. While that holds nothing of it, it becomes what is decided for that case; one whose key
 * asked for it is sent once more instead of failing. Answers with what it became, or `undefined` when it stays what it was
 * or was moved by somebody else meanwhile.
 */
export async function settleEmail(
  parts: SettleParts,
  email: Email,
  { otherwise, due }: { otherwise: 'unknown' | 'failed'; due: Date | undefined },
): Promise<Settled | undefined> {
  const { emails, ledger, queue, now, countNotConfirmed } = parts;
  const { connection, id, status } = email;
  const told = whatBecameOf(await ledger.timeline(connection, id));
  if (told) {
    if (!(await emails.changeUnmoved(email, told))) return undefined;
    log.info(told.status === 'sent' ? 'confirmed' : 'refused', { id });
    return told.status === 'sent' ? 'confirmed' : 'refused';
  }

  if (otherwise === 'failed' && status !== 'failed' && email.resendUnconfirmed) {
    if (!(await emails.changeUnmoved(email, queuedOnceMore(now())))) return undefined;
    log.warn('not confirmed, sent again', { id });
    await queue.enqueue(email);
    return 'sentAgain';
  }

  const change = { status: otherwise, due, ...(otherwise === 'failed' && { error: notConfirmed }) };
  if (!(await emails.changeUnmoved(email, change)) || status === otherwise) return undefined;
  log.warn(otherwise === 'failed' ? 'not confirmed' : 'unknown', { id });
  if (otherwise === 'unknown') return 'unknown';
  countNotConfirmed();
  return 'notConfirmed';
}

/** Without the key's wish: it is granted once. Without its attempt: that one settles nothing any more. */
function queuedOnceMore(now: Date): EmailChange {
  return {
    status: 'queued',
    queuedAt: now,
    due: new Date(now.getTime() + firstWaitMs),
    attempt: undefined,
    claimedAt: undefined,
    resendUnconfirmed: undefined,
  };
}
