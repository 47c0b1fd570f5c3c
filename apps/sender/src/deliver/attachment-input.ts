import type { Attachment } from '@aws-sdk/client-sesv2';
import { fallbackContentType } from '../attachment';
import type { ReadAttachment } from './read-attachments';

/** An attachment as SES takes it; one that the HTML calls by its content id is shown inside the message. */
export function attachmentInput({ filename, contentType, contentId, content }: ReadAttachment): Attachment {
  return {
    FileName: filename,
    RawContent: content,
    ContentType: contentType ?? fallbackContentType,
    ContentTransferEncoding: 'BASE64',
    ContentDisposition: contentId === undefined ? 'ATTACHMENT' : 'INLINE',
    ...(contentId !== undefined && { ContentId: contentId }),
  };
}
