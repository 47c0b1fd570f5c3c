import { SendEmailCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { matchingAddress, type Stream } from '@sesame/email';
import { log } from '@sesame/lambda';
import type { SuppressionTable } from '@sesame/suppression';
import type { AttachmentStore } from '../attachment-store';
import { firstWaitMs } from '../due';
import type { Email } from '../email';
import type { EmailName } from '../email-change';
import type { EmailTable } from '../email-table';
import { lateMs } from '../pace';
import { addressesOf, without } from '../recipients';
import { changeFor } from './change-for';
import type { Delivery } from './delivery-metrics';
import { mayBeDelivered } from './may-be-delivered';
import type { MemoryBudget } from './memory-budget';
import { outcomeOf, type Outcome } from './outcome-of';
import type { Pacer, Turn } from './pacer';
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
  pace: Pick<Pacer, 'turn' | 'writeMs'>;
  newAttempt: () => string;
  now: () => Date;
  sleep: (milliseconds: number) => Promise<unknown>;
};

/**
 * Gives one e-mail that is queued, or scheduled for now, to SES, once. Everything that is to be read is read first, and a
 * failure there leaves the e-mail as it is; then it waits for its turn, until `latest` at most, and else is held. From the
 * claim on there is nothing but the call of SES and the record of its outcome, unless the turn went by meanwhile. A crash in
 * between leaves the claim, which the sweep settles by the ledger. Any other e-mail is somebody else's, done, or too early. Answers
 * what became of the e-mail, if it was this delivery that decided it.
 */
export function deliverEmail(parts: DeliverParts) {
  const { emails, pace, newAttempt, now } = parts;

  return async (name: EmailName, latest: Date): Promise<Delivery | undefined> => {
    const found = await emails.find(name);
    if (!found || !mayBeDelivered(found.email, now())) return;

    const suppressed = await suppressedNow(parts, found.email);
    const email = { ...found.email, suppressed };
    const { stream, scheduledAt } = email;
    const recipients = addressesOf(without(suppressed, email)).length;
    if (recipients === 0) {
      await emails.changeUnmoved(found.email, { status: 'suppressed', suppressed, due: undefined });
      log.info('suppressed', { id: email.id });
      return { stream, outcome: { status: 'suppressed' } };
    }

    // A batch of the largest e-mails would not fit into the function's memory at once.
    using _room = await parts.memory.take(attachmentBytes(email));
    const read = await readAttachments(parts.attachments, email, found.content);
    if (!read.ok) {
      if (read.because === 'fetching') return;
      await emails.changeUnmoved(found.email, { status: 'failed', error: read.error, due: undefined });
      log.warn('failed', { id: email.id, error: read.error.name });
      return { stream, outcome: { status: 'failed', error: read.error } };
    }

    if (scheduledAt) await waitUntil(parts, scheduledAt.getTime());
    const nextTurn = () => pace.turn({ stream, recipients, latest: latest.getTime() });
    const turn = await nextTurn();
    if ('held' in turn) {
      await emails.changeUnmoved(found.email, { ...changeFor(heldBy(turn), now()), suppressed });
      report(email, heldBy(turn));
      return { stream, outcome: heldBy(turn) };
    }

    // Claimed as long before the turn as a claim takes.
    await waitUntil(parts, turn.at - pace.writeMs());
    const attempt = newAttempt();
    const claimedAt = now();
    const change = { suppressed, claimedAt, ...sweptInTime(found.email, claimedAt) };
    if (!(await emails.claim(found.email, attempt, change))) return;

    const held = await heldUntilTurn(parts, turn, nextTurn);
    const outcome = held ?? (await send(parts, email, { ...found.content, attachments: read.attachments }));
    await emails.settle(name, attempt, changeFor(outcome, now()));
    report(email, outcome);
    return { stream, outcome };
  };
}

/**
 * A claim that is never recorded is to be noticed after a minute. Mostly the sweep comes by soon enough anyhow, for an e-mail that
 * stays queued, and lets a young claim alone; so the time moves only where it is later, since moving it is two more writes.
 */
function sweptInTime({ due }: Email, claimedAt: Date): { due?: Date } {
  const abandoned = new Date(claimedAt.getTime() + firstWaitMs);
  return due && due <= abandoned ? {} : { due: abandoned };
}

/** Waits for the turn; where that went by, because the claim took long, for another. Answers why no other comes in time. */
async function heldUntilTurn(
  parts: DeliverParts,
  turn: Turn,
  nextTurn: () => Promise<Turn>,
): Promise<Outcome | undefined> {
  if ('held' in turn) return heldBy(turn);
  await waitUntil(parts, turn.at);
  if (parts.now().getTime() <= turn.at + lateMs) return undefined;
  // SES has not been asked, and that is not to become unknown because the table does not answer.
  return heldUntilTurn(parts, await nextTurn().catch(() => ({ held: 'paced' }) as const), nextTurn);
}

function heldBy({ held }: Extract<Turn, { held: unknown }>): Outcome {
  return { status: 'held', reason: held };
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

async function waitUntil({ now, sleep }: DeliverParts, time: number): Promise<void> {
  const milliseconds = time - now().getTime();
  if (milliseconds > 0) await sleep(milliseconds);
}

function report({ id }: Email, outcome: Outcome): void {
  if (outcome.status === 'sent') return log.info('sent', { id });
  const { status, error } = outcome;
  if (status === 'held' && !error) return log.info('held', { id, reason: outcome.reason });
  log.warn(status, { id, error: error?.name });
}
