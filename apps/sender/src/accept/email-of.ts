import { firstWaitMs } from '../due';
import type { Email } from '../email';
import type { Draft } from './draft';
import type { WrittenMailbox } from './email-request';

/** The e-mail that a prepared draft becomes. */
export function emailOf({ request, holder, id, acceptedAt, suppressed, attachments }: Draft): Email {
  const { from, to, cc, bcc, replyTo, subject, headers, tags } = request;
  const texts = (written: readonly WrittenMailbox[]) => written.map(({ text }) => text);
  return {
    connection: holder.connection,
    id,
    status: 'queued',
    stream: 'transactional',
    from: from.text,
    to: texts(to),
    cc: texts(cc),
    bcc: texts(bcc),
    replyTo: texts(replyTo),
    subject,
    headers,
    tags,
    attachments,
    suppressed,
    createdAt: acceptedAt,
    queuedAt: acceptedAt,
    due: new Date(acceptedAt.getTime() + firstWaitMs),
    resendUnconfirmed: holder.resendUnconfirmed,
  };
}
