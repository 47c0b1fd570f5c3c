import type { StoredAttachment } from './attachment';
import type { Content } from './email';

/** What SES takes of a message, encoded (AWS documentation: "Service quotas in Amazon SES"); read as decimal megabytes. */
export const mostMessageBytes = 40_000_000;

/** More than the headers of a part, or of the message itself, can be. */
const headerBytes = 2_048;

/** How large a part of so many bytes is in base64, with its line breaks and headers. */
export function encodedSize(bytes: number): number {
  return Math.ceil((Math.ceil(bytes / 3) * 4 * 78) / 76) + headerBytes;
}

/** How many bytes a part may have so that, encoded, it is no larger than this. */
export function decodedSize(encoded: number): number {
  return Math.max(0, Math.floor((((encoded - headerBytes) * 76) / 78 / 4) * 3) - 3);
}

/** How large a message is at most once SES has encoded it. */
export function messageSize({ html = '', text = '' }: Content, attachments: readonly StoredAttachment[]): number {
  const parts = [Buffer.byteLength(html), Buffer.byteLength(text), ...attachments.map(({ bytes }) => bytes?.size ?? 0)];
  return headerBytes * 8 + parts.reduce((total, bytes) => total + encodedSize(bytes), 0);
}
