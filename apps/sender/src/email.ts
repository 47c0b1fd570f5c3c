import type { Connection, Stream } from '@sesame/email';
import type { StoredAttachment } from './attachment';

/**
 * Where an e-mail is. `scheduled`: it waits for its time. `canceled`: it was called back before that. `queued`: to be delivered to SES. `held`: SES would not take it now, and it is tried again. `sending`:
 * claimed by a delivery. `unknown`: SES was asked and its answer was lost, so it may have been sent and is never sent again;
 * an event of SES settles it. `sent` means accepted by SES. `failed`: SES refused it, or nothing was heard of it in time
 * (`not_confirmed`); one whose key asked for it is queued once more instead. `suppressed`: nobody was left to send to.
 */
export const emailStatuses = [
  'scheduled',
  'queued',
  'held',
  'sending',
  'sent',
  'unknown',
  'failed',
  'suppressed',
  'canceled',
] as const;

export type EmailStatus = (typeof emailStatuses)[number];

/**
 * Why an e-mail waits. `paced`: the rate is given away for longer than a delivery can wait. `throttled`: SES was given too much
 * at once. `paused`: SES takes no mail from this account. `quota`: what it takes in 24 hours is used up.
 */
export const heldReasons = ['paced', 'throttled', 'paused', 'quota'] as const;

export type HeldReason = (typeof heldReasons)[number];

/** What SES, or the way to it, said: the name of the error and its text. */
export type DeliveryError = { name: string; message: string };

export type NameAndValue = { name: string; value: string };

/** An e-mail without its content. Mailboxes are as the caller wrote them, each readable by `parseMailbox`. */
export type Email = {
  connection: Connection;
  id: string;
  status: EmailStatus;
  stream: Stream;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  headers: NameAndValue[];
  tags: NameAndValue[];
  /** Absent, too, where there are none. */
  attachments?: StoredAttachment[] | undefined;
  /** Addresses among the recipients that nothing is sent to, because they are on the suppression list. */
  suppressed: string[];
  /** Who asked for it: `key` and the key's id, or the ARN of the session that signed. Absent of one from before this was kept. */
  requestedBy?: string | undefined;
  createdAt: Date;
  /** When it last became queued. */
  queuedAt: Date;
  /** When it is to be sent, where that is not at once. */
  scheduledAt?: Date | undefined;
  /** When something is to happen to it; absent once nothing is. */
  due?: Date | undefined;
  /** The delivery that claimed it last. */
  attempt?: string | undefined;
  /** When it was claimed last. */
  claimedAt?: Date | undefined;
  /** SES's id for the message. */
  messageId?: string | undefined;
  heldReason?: HeldReason | undefined;
  error?: DeliveryError | undefined;
  /** The secret its recipient unsubscribes with: 128 random bits, base64url. Marketing mail only. */
  unsubscribeToken?: string | undefined;
  /** What it was made from, if from a template. */
  template?: { id: string; version: number } | undefined;
  /** The key's wish that it be sent once more, and so perhaps twice, where nobody can tell whether it was sent. */
  resendUnconfirmed?: true | undefined;
};

/** The body of an e-mail: one part or both. */
export type Content = { html?: string | undefined; text?: string | undefined };
