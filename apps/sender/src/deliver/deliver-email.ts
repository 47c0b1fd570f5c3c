import { SendEmailCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { matchingAddress, type Stream } from '@sesame/email';
import { log } from '@sesame/lambda';
import type { SuppressionTable } from '@sesame/suppression';
import type { AttachmentStore } from '../attachment-store';
import { firstWaitMs } from '../due';
import type { Email } from '../email';
import type { EmailName } from '../email-change';
import type { EmailTable } from '../email-table';
import { addressesOf, isEmpty, without } from '../recipients';
import { changeFor } from './change-for';
import { mayBeDelivered } from './may-be-delivered';
import { outcomeOf, type Outcome } from './outcome-of';
import type { MemoryBudget } from './memory-budget';
import { attachmentBytes, readAttachments } from './read-attachments';
import { sendEmailInput, type MessageContent } from './send-email-input';

export type DeliverParts = {
  emails: Pick<EmailTable, 'find' | 'claim' | 'settle' | 'changeUnmoved'>;
  attachments: Pick<AttachmentStore, 'get'>;
  memory: MemoryBudget;
  suppressions: Pick<SuppressionTable, 'suppressedAmong'>;
  ses: Pick<SESv2Client, 'send'>;
  configurationSets: Record<Stream, string>;
  /** Where the API is reached from outside. */
  apiUrl: string;
  newAttempt: () => string;
  now: () => Date;
};

/**
 * Gives one e-mail that is queued, or scheduled for now, to SES, once. Everything that is to be read is read first, and a failure there leaves the e-mail
 * queued; from the claim on there is nothing but the call of SES and the record of its outcome. A crash in between leaves
 * the claim, which the sweep settles by the ledger. Any other e-mail is somebody else's, done, or too early.
 */
export function deliverEmail(parts: DeliverParts) {
  const { emails, newAttempt, now } = parts;

  return async (name: EmailName): Promise<void> => {
    const found = await emails.find(name);
    if (!found || !mayBeDelivered(found.email, now())) return;

    const suppressed = await suppressedNow(parts, found.email);
    const email = { ...found.email, suppressed };
    if (isEmpty(without(suppressed, email))) {
      await emails.changeUnmoved(found.email, { status: 'suppressed', suppressed, due: undefined });
      return log.info('suppressed', { id: email.id });
    }

    // A batch of the largest e-mails would not fit into the function's memory at once.
    using _room = await parts.memory.take(attachmentBytes(email));
    const read = await readAttachments(parts.attachments, email, found.content);
    if (!read.ok) {
      if (read.because === 'fetching') return;
      await emails.changeUnmoved(found.email, { status: 'failed', error: read.error, due: undefined });
      return log.warn('failed', { id: email.id, error: read.error.name });
    }

    const attempt = newAttempt();
    const claimedAt = now();
    const due = new Date(claimedAt.getTime() + firstWaitMs);
    if (!(await emails.claim(found.email, attempt, { suppressed, due, claimedAt }))) return;

    const outcome = await send(parts, email, { ...found.content, attachments: read.attachments });
    await emails.settle(name, attempt, changeFor(outcome, now()));
    report(email, outcome);
  };
}

/** Whoever was suppressed when the e-mail was accepted stays so, as its caller was told. */
async function suppressedNow({ suppressions }: DeliverParts, email: Email): Promise<string[]> {
  const { connection, stream } = email;
  const addresses = addressesOf(email);
  const found = await suppressions.suppressedAmong(addresses, { connection, stream });
  const earlier = new Set(email.suppressed);
  return addresses.filter((address) => earlier.has(address) || found.has(matchingAddress(address)));
}

async function send(
  { ses, configurationSets, apiUrl }: DeliverParts,
  email: Email,
  content: MessageContent,
): Promise<Outcome> {
  const place = { configurationSet: configurationSets[email.stream], apiUrl };
  try {
    const { MessageId = '' } = await ses.send(new SendEmailCommand(sendEmailInput(email, content, place)));
    return { status: 'sent', messageId: MessageId };
  } catch (error) {
    return outcomeOf(error);
  }
}

function report({ id }: Email, outcome: Outcome): void {
  if (outcome.status === 'sent') return log.info('sent', { id });
  log.warn(outcome.status, { id, error: outcome.error.name });
}
