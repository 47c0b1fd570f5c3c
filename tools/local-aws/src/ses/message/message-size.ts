import { AwsError } from '../../aws-error';
import type { Attachment } from './attachment';
import type { Email } from './email';

/** 40 MB, encoded (AWS documentation: "Service quotas in Amazon SES"). */
const maxMessageBytes = 40 * 1024 * 1024;
/** Parts that a message may have, the multipart ones included (AWS documentation: "Service quotas in Amazon SES"). */
const maxParts = 500;

type Content = Pick<Email, 'subject' | 'text' | 'html' | 'headers' | 'attachments'>;

/**
 * Throws unless a message has a size that SES takes. Text counts as it is, so one that quoted-printable makes longer may
 * pass here and not on AWS. The texts are those of version 1 of the API; unverified for version 2.
 */
export function requireSize(content: Content): void {
  const bytes = bytesOf(content);
  if (bytes > maxMessageBytes)
    throw new AwsError('BadRequestException', `Message length is more than ${maxMessageBytes} bytes long: '${bytes}'.`);
  if (content.attachments.length + 5 > maxParts)
    throw new AwsError('BadRequestException', `A message has at most ${maxParts} MIME parts.`);
}

function bytesOf({ subject, text = '', html = '', headers, attachments }: Content): number {
  const headerLines = headers.map(({ name, value }) => `${name}: ${value}\r\n`);
  const texts = [subject, text, html, ...headerLines].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  return attachments.reduce((sum, attachment) => sum + encodedBytes(attachment), texts);
}

/** Base64 goes out in lines of 76 characters. */
function encodedBytes({ content, transferEncoding }: Attachment): number {
  if (transferEncoding !== 'BASE64') return Buffer.byteLength(content, 'base64');
  return content.length + 2 * Math.ceil(content.length / 76);
}
