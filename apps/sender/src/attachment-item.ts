import * as z from 'zod/mini';
import type { StoredAttachment } from './attachment';

/** An attachment as a member of the item of its e-mail. */
export const attachmentItem = z.object({
  id: z.string(),
  filename: z.string(),
  content_type: z.optional(z.string()),
  content_id: z.optional(z.string()),
  path: z.optional(z.string()),
  size: z.optional(z.number()),
  digest: z.optional(z.string()),
});

export function toAttachmentItem({ id, filename, contentType, contentId, path, bytes }: StoredAttachment) {
  return { id, filename, content_type: contentType, content_id: contentId, path, ...bytes };
}

export function fromAttachmentItem(item: z.output<typeof attachmentItem>): StoredAttachment {
  const { id, filename, content_type: contentType, content_id: contentId, path, size, digest } = item;
  const bytes = size === undefined || digest === undefined ? undefined : { size, digest };
  return { id, filename, contentType, contentId, path, bytes };
}
