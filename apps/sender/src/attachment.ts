import { derivedId } from '@sesame/email';
import type { EmailName } from './email-change';

/** What is known of an attachment whose bytes are stored: how many, and their SHA-256 in hexadecimal. */
export type StoredBytes = { size: number; digest: string };

/** An attachment as its e-mail keeps it. Its bytes are in S3; until they are there, `path` says where to fetch them. */
export type StoredAttachment = {
  id: string;
  filename: string;
  /** Absent while it is to be fetched and its file name does not tell. */
  contentType?: string | undefined;
  /** What the HTML calls it by, `cid:` before it; such an attachment is shown inside the message. */
  contentId?: string | undefined;
  path?: string | undefined;
  bytes?: StoredBytes | undefined;
};

export const fallbackContentType = 'application/octet-stream';

/** The id of the n-th attachment of an e-mail, the same however often the e-mail is accepted. */
export function attachmentId(emailId: string, index: number): string {
  return derivedId(`attachment#${emailId}#${index}`);
}

/** Whether an e-mail waits for attachments that are still to be fetched, and so cannot be delivered. */
export function isFetching({ attachments = [] }: { attachments?: readonly StoredAttachment[] | undefined }): boolean {
  return attachments.some(({ bytes }) => bytes === undefined);
}

/** Where the bytes of an attachment lie. The key names the bytes themselves, so what lies under it never changes. */
export function objectKey({ connection, id }: EmailName, { digest }: StoredBytes): string {
  return `${connection}/${id}/${digest}`;
}
