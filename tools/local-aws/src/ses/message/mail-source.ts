import MailComposer from 'nodemailer/lib/mail-composer';
import { foldLines } from 'nodemailer/lib/mime-funcs';
import type { AcceptedEmail } from './accepted-email';
import type { Attachment } from './attachment';
import { boundaryOf, boundaryPrefix, messageHeaders } from './message-headers';

/** The message as SES hands it over, message/rfc822. SES sets Message-ID and Date itself, and Bcc is only in the envelope. */
export async function mailSource(email: AcceptedEmail): Promise<string> {
  const structure = await new MailComposer({
    messageId: `<${email.messageId}@email.amazonses.com>`,
    date: new Date(email.acceptedAt),
    ...(email.text !== undefined && { text: email.text }),
    ...(email.html !== undefined && { html: email.html }),
    attachments: email.attachments.map(composed),
    boundaryPrefix,
    baseBoundary: boundaryOf(email.messageId),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  // The composer would rewrite addresses and put encoded words into quotes, so the other headers do not pass through it.
  const headers = messageHeaders(email).map(({ name, value }) => `${foldLines(`${name}: ${value}`)}\r\n`);
  return headers.join('') + structure.toString('utf8');
}

const encodings = { BASE64: 'base64', QUOTED_PRINTABLE: 'quoted-printable', SEVEN_BIT: '7bit' } as const;

function composed(attachment: Attachment) {
  const { fileName, content, contentType, disposition, description, contentId, transferEncoding } = attachment;
  return {
    filename: fileName,
    content: Buffer.from(content, 'base64'),
    contentDisposition: disposition === 'INLINE' ? ('inline' as const) : ('attachment' as const),
    contentTransferEncoding: encodings[transferEncoding],
    ...(contentType !== undefined && { contentType }),
    ...(contentId !== undefined && { cid: contentId }),
    ...(description !== undefined && { headers: { 'Content-Description': description } }),
  };
}
