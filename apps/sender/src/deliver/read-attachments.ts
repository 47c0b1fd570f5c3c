import { isFetching, type StoredAttachment } from '../attachment';
import type { AttachmentStore } from '../attachment-store';
import type { Content, DeliveryError, Email } from '../email';
import { messageSize, mostMessageBytes } from '../message-size';

/** An attachment with its bytes. */
export type ReadAttachment = StoredAttachment & { content: Uint8Array };

export type AttachmentsRead =
  | { ok: true; attachments: ReadAttachment[] }
  /** They are still to be fetched; the e-mail comes again when they are. */
  | { ok: false; because: 'fetching' }
  | { ok: false; because: 'too-large'; error: DeliveryError };

/** How many bytes the attachments of an e-mail have. */
export function attachmentBytes({ attachments = [] }: Pick<Email, 'attachments'>): number {
  return attachments.reduce((total, { bytes }) => total + (bytes?.size ?? 0), 0);
}

/** The attachments of an e-mail with their bytes, unless with them it is more than SES takes. */
export async function readAttachments(
  store: Pick<AttachmentStore, 'get'>,
  email: Email,
  content: Content,
): Promise<AttachmentsRead> {
  const { attachments = [] } = email;
  if (isFetching(email)) return { ok: false, because: 'fetching' };
  if (attachments.length > 0 && messageSize(content, attachments) > mostMessageBytes) {
    const message = 'With its attachments the message is larger than the 40 MB that SES takes, encoded.';
    return { ok: false, because: 'too-large', error: { name: 'message_too_large', message } };
  }
  const read = attachments.flatMap(({ bytes, ...attachment }) =>
    bytes ? [store.get(email, bytes).then((content) => ({ ...attachment, bytes, content }))] : [],
  );
  return { ok: true, attachments: await Promise.all(read) };
}
