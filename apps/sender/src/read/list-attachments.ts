import { ApiError, parsePage, type ApiAnswer, type ApiRequest, type Page } from '@sesame/lambda';
import type { StoredAttachment } from '../attachment';
import { linkSeconds, type AttachmentStore } from '../attachment-store';
import type { EmailName } from '../email-change';
import type { EmailTable } from '../email-table';
import { attachmentAnswer } from './attachment-answer';
import { emailNameIn, noSuchEmail } from './email-name-in';

export type ReadAttachmentsParts = {
  emails: Pick<EmailTable, 'get'>;
  attachments: Pick<AttachmentStore, 'link'>;
};

/** `GET /emails/{id}/attachments?limit&after&before`: the attachments of an e-mail in their order, with links to them. */
export function listAttachments(parts: ReadAttachmentsParts) {
  return async (request: ApiRequest): Promise<ApiAnswer> => {
    const name = emailNameIn(request);
    const page = parsePage(request.query);
    const { shown, hasMore } = pageOf(await attachmentsOf(parts, name), page);
    const data = await Promise.all(shown.map((attachment) => answerTo(parts, name, attachment, request.now)));
    return { body: { object: 'list', has_more: hasMore, data } };
  };
}

/** `GET /emails/{id}/attachments/{attachment_id}`: one attachment, with a link to it. */
export function readAttachment(parts: ReadAttachmentsParts) {
  return async (request: ApiRequest): Promise<ApiAnswer> => {
    const name = emailNameIn(request);
    const wanted = (request.pathParameters['attachment_id'] ?? '').toLowerCase();
    const attachment = (await attachmentsOf(parts, name)).find(({ id }) => id === wanted);
    if (!attachment) throw new ApiError('not_found', 'This e-mail has no attachment with this id.');
    return { body: { object: 'attachment', ...(await answerTo(parts, name, attachment, request.now)) } };
  };
}

async function attachmentsOf({ emails }: ReadAttachmentsParts, name: EmailName): Promise<StoredAttachment[]> {
  const email = await emails.get(name);
  if (!email) throw noSuchEmail();
  return email.attachments ?? [];
}

async function answerTo(
  { attachments }: ReadAttachmentsParts,
  name: EmailName,
  { bytes, ...attachment }: StoredAttachment,
  now: Date,
) {
  if (!bytes) return attachmentAnswer(attachment);
  const url = await attachments.link(name, { ...attachment, bytes });
  return attachmentAnswer({ ...attachment, bytes }, { url, expiresAt: new Date(now.getTime() + linkSeconds * 1000) });
}

function pageOf(all: StoredAttachment[], { limit, after, before }: Page) {
  if (before !== undefined) {
    const end = placeOf(before, all, 'before');
    return { shown: all.slice(Math.max(0, end - limit), end), hasMore: end > limit };
  }
  const start = after === undefined ? 0 : placeOf(after, all, 'after') + 1;
  return { shown: all.slice(start, start + limit), hasMore: all.length > start + limit };
}

function placeOf(wanted: string, all: StoredAttachment[], field: 'after' | 'before'): number {
  const place = all.findIndex(({ id }) => id === wanted);
  if (place !== -1) return place;
  throw new ApiError('validation_error', `"${field}" must be the id of an attachment of this e-mail.`, { field });
}
