import { lastEventOf, type Fact } from '@sesame/ledger';
import type { Content, Email, EmailStatus } from '../email';

/**
 * Resend's word for a state, as long as SES has said nothing. It has none for what is under way or not known: that is told
 * as `queued`, never as `sent`.
 */
const lastEvents: Record<EmailStatus, 'scheduled' | 'queued' | 'sent' | 'failed' | 'suppressed' | 'canceled'> = {
  scheduled: 'scheduled',
  queued: 'queued',
  held: 'queued',
  sending: 'queued',
  unknown: 'queued',
  sent: 'sent',
  failed: 'failed',
  suppressed: 'suppressed',
  canceled: 'canceled',
};

/**
 * An e-mail as `GET /emails/{id}` shows it: Resend's fields, `last_event` by what SES said of it, and in `delivery_status`
 * the whole truth of how Sesame stands with it.
 */
export function emailAnswer(email: Email, { html, text }: Content, facts: readonly Fact[] = []) {
  return {
    object: 'email' as const,
    ...listedEmail(email, facts),
    html: html ?? null,
    text: text ?? null,
    tags: email.tags,
    ...(email.requestedBy !== undefined && { requested_by: email.requestedBy }),
  };
}

/** An e-mail as `GET /emails` lists it: the same but for its content, its tags and who asked for it. */
export function listedEmail(email: Email, facts: readonly Fact[] = []) {
  return {
    id: email.id,
    message_id: email.messageId ?? null,
    from: email.from,
    to: email.to,
    cc: listOrNull(email.cc),
    bcc: listOrNull(email.bcc),
    reply_to: listOrNull(email.replyTo),
    subject: email.subject,
    created_at: email.createdAt.toISOString(),
    scheduled_at: email.scheduledAt?.toISOString() ?? null,
    last_event: lastEventOf(facts) ?? lastEvents[email.status],
    delivery_status: email.status,
    ...(email.heldReason && { held_reason: email.heldReason }),
    ...(email.error && { error: email.error }),
    ...(email.suppressed.length > 0 && { suppressed: email.suppressed }),
  };
}

function listOrNull(texts: string[]): string[] | null {
  return texts.length > 0 ? texts : null;
}
