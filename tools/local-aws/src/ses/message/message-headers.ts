import { encodeWords } from 'nodemailer/lib/mime-funcs';
import type { AcceptedEmail } from './accepted-email';
import type { Header } from './custom-headers';
import type { Mailbox } from './mailbox';

/** What all boundaries of the parts begin with, as in messages of SES. */
export const boundaryPrefix = '----=_Part';

/** The part of a message's boundaries that is its own; made from its id, so that each rendering is the same. */
export function boundaryOf(messageId: string): string {
  const [time, , , , , random] = messageId.split('-');
  return `${time}_${random}`;
}

/**
 * The headers of a message but for those of its MIME structure: senders and recipients as the caller wrote them, no Bcc,
 * the subject in RFC 2047 encoded words where it needs them.
 */
export function messageHeaders(email: AcceptedEmail): Header[] {
  return [
    { name: 'From', value: email.from.text },
    ...listed('Reply-To', email.replyTo),
    ...listed('To', email.to),
    ...listed('Cc', email.cc),
    { name: 'Subject', value: encodeWords(email.subject, 'Q', 52, true) },
    ...email.headers,
  ];
}

/** The headers that tell the MIME structure of a message, as its source has them. */
export function structureHeaders(email: AcceptedEmail): Header[] {
  const outermost = outermostOf(email);
  const contentType = outermost.startsWith('multipart/')
    ? `${outermost}; boundary="${boundaryPrefix}-${boundaryOf(email.messageId)}-Part_1"`
    : `${outermost}; charset=utf-8`;
  return [
    { name: 'MIME-Version', value: '1.0' },
    { name: 'Content-Type', value: contentType },
  ];
}

/** With HTML, attachments that it can name by their Content-ID stand beside it and no longer beside the whole. */
function outermostOf({ text, html, attachments }: AcceptedEmail): string {
  const related = html === undefined ? [] : attachments.filter(({ contentId }) => contentId !== undefined);
  if (attachments.length > related.length) return 'multipart/mixed';
  if (text !== undefined && html !== undefined) return 'multipart/alternative';
  if (related.length > 0) return 'multipart/related; type="text/html"';
  return html === undefined ? 'text/plain' : 'text/html';
}

function listed(name: string, mailboxes: Mailbox[]): Header[] {
  if (mailboxes.length === 0) return [];
  return [{ name, value: mailboxes.map((mailbox) => mailbox.text).join(', ') }];
}
