import { streams } from '@sesame/email';
import * as z from 'zod/mini';
import { attachmentItem, fromAttachmentItem, toAttachmentItem } from './attachment-item';
import { dueKey, dueTimeOf, recentKey } from './due';
import { emailStatuses, heldReasons, type Email } from './email';

/** How long an e-mail is kept after it was accepted; as long its links to unsubscribe work. */
const keptForDays = 90;

const keptForSeconds = keptForDays * 24 * 60 * 60;
const separator = '#';

/** The partition of everything about one e-mail. */
export function emailPartition(connection: string, id: string): string {
  return `${connection}${separator}${id}`;
}

/** The sort key of the e-mail itself. */
export const emailSortKey = 'email';

const contentSortKeyPrefix = 'content';

/** The sort keys of the content's chunks, in an order that DynamoDB keeps: `content`, `content#01`, `content#02`. */
export function contentSortKey(chunk: number): string {
  return chunk === 0 ? contentSortKeyPrefix : `${contentSortKeyPrefix}#${String(chunk).padStart(2, '0')}`;
}

export function isContentSortKey(sortKey: unknown): boolean {
  return typeof sortKey === 'string' && sortKey.startsWith(contentSortKeyPrefix);
}

/** When DynamoDB may delete what belongs to an e-mail, in epoch seconds. */
export function expiryOf(createdAt: Date): number {
  return Math.floor(createdAt.getTime() / 1000) + keptForSeconds;
}

const namesAndValues = z.array(z.object({ name: z.string(), value: z.string() }));
const time = z.iso.datetime();

const emailItem = z.object({
  pk: z.string(),
  status: z.enum(emailStatuses),
  stream: z.enum(streams),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  reply_to: z.array(z.string()),
  subject: z.string(),
  headers: namesAndValues,
  tags: namesAndValues,
  attachments: z.optional(z.array(attachmentItem)),
  suppressed: z.array(z.string()),
  requested_by: z.optional(z.string()),
  created_at: time,
  queued_at: time,
  scheduled_at: z.optional(time),
  due_sk: z.optional(z.string()),
  attempt: z.optional(z.string()),
  claimed_at: z.optional(time),
  message_id: z.optional(z.string()),
  held_reason: z.optional(z.enum(heldReasons)),
  error: z.optional(z.object({ name: z.string(), message: z.string() })),
  unsubscribe_token: z.optional(z.string()),
  template: z.optional(z.object({ id: z.string(), version: z.number() })),
  resend_unconfirmed: z.optional(z.literal(true)),
});

/** Which e-mail an item or an index entry belongs to. */
export function emailNameOf(item: unknown): Pick<Email, 'connection' | 'id'> {
  const { pk } = z.object({ pk: z.string() }).parse(item);
  const end = pk.lastIndexOf(separator);
  return { connection: pk.slice(0, end), id: pk.slice(end + 1) };
}

export function toEmailItem(email: Email) {
  const { connection, id } = email;
  return {
    pk: emailPartition(connection, id),
    sk: emailSortKey,
    status: email.status,
    stream: email.stream,
    from: email.from,
    to: email.to,
    cc: email.cc,
    bcc: email.bcc,
    reply_to: email.replyTo,
    subject: email.subject,
    headers: email.headers,
    tags: email.tags,
    ...(email.attachments?.length && { attachments: email.attachments.map(toAttachmentItem) }),
    suppressed: email.suppressed,
    requested_by: email.requestedBy,
    created_at: email.createdAt.toISOString(),
    queued_at: email.queuedAt.toISOString(),
    scheduled_at: email.scheduledAt?.toISOString(),
    attempt: email.attempt,
    claimed_at: email.claimedAt?.toISOString(),
    message_id: email.messageId,
    held_reason: email.heldReason,
    error: email.error,
    unsubscribe_token: email.unsubscribeToken,
    template: email.template,
    resend_unconfirmed: email.resendUnconfirmed,
    ...(email.due && dueKey(connection, id, email.due)),
    ...recentKey(connection, id, email.createdAt),
    expires: expiryOf(email.createdAt),
  };
}

export function fromEmailItem(item: unknown): Email {
  const row = emailItem.parse(item);
  return {
    ...emailNameOf(row),
    status: row.status,
    stream: row.stream,
    from: row.from,
    to: row.to,
    cc: row.cc,
    bcc: row.bcc,
    replyTo: row.reply_to,
    subject: row.subject,
    headers: row.headers,
    tags: row.tags,
    attachments: row.attachments?.map(fromAttachmentItem),
    suppressed: row.suppressed,
    ...(row.requested_by !== undefined && { requestedBy: row.requested_by }),
    createdAt: new Date(row.created_at),
    queuedAt: new Date(row.queued_at),
    scheduledAt: row.scheduled_at === undefined ? undefined : new Date(row.scheduled_at),
    due: row.due_sk === undefined ? undefined : dueTimeOf(row.due_sk),
    attempt: row.attempt,
    claimedAt: row.claimed_at === undefined ? undefined : new Date(row.claimed_at),
    messageId: row.message_id,
    heldReason: row.held_reason,
    error: row.error,
    unsubscribeToken: row.unsubscribe_token,
    ...(row.template && { template: row.template }),
    resendUnconfirmed: row.resend_unconfirmed,
  };
}
