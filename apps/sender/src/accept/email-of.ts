import { actorOf } from '@sesame/lambda';
import { firstWaitMs } from '../due';
import type { Email } from '../email';
import { scheduleOf } from '../schedule-of';
import type { Draft } from './draft';
import type { WrittenMailbox } from './email-request';

/** The e-mail that a prepared draft becomes: queued, or scheduled for its time. */
export function emailOf(draft: Draft): Email {
  const { request, holder, id, acceptedAt, suppressed, attachments, scheduledAt, unsubscribeToken, template } = draft;
  const { stream, from, to, cc, bcc, replyTo, subject, headers, tags } = request;
  const texts = (written: readonly WrittenMailbox[]) => written.map(({ text }) => text);
  return {
    connection: holder.connection,
    id,
    status: scheduledAt ? 'scheduled' : 'queued',
    stream,
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
    requestedBy: actorOf(holder),
    createdAt: acceptedAt,
    queuedAt: acceptedAt,
    due: scheduledAt ? scheduleOf(scheduledAt, acceptedAt).due : new Date(acceptedAt.getTime() + firstWaitMs),
    scheduledAt,
    unsubscribeToken,
    ...(template && { template: { id: template.id, version: template.version } }),
    resendUnconfirmed: holder.resendUnconfirmed,
  };
}
