import type { StoredAttachment } from '../attachment';

/** Where an attachment can be downloaded from, and until when. */
export type AttachmentLink = { url: string; expiresAt: Date };

/**
 * An attachment as `GET /emails/{id}/attachments` shows it, in Resend's fields. What has not been fetched yet has no size,
 * perhaps no type, and no link.
 */
export function attachmentAnswer(
  { id, filename, contentType, contentId, bytes }: StoredAttachment,
  link?: AttachmentLink,
) {
  return {
    id,
    filename,
    size: bytes?.size ?? null,
    content_type: contentType ?? null,
    content_disposition: contentId === undefined ? ('attachment' as const) : ('inline' as const),
    ...(contentId !== undefined && { content_id: contentId }),
    download_url: link?.url ?? null,
    expires_at: link?.expiresAt.toISOString() ?? null,
  };
}
