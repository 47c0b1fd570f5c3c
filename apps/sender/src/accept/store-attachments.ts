import { attachmentId, fallbackContentType, type StoredAttachment } from '../attachment';
import type { AttachmentStore } from '../attachment-store';
import { storedBytesOf } from '../stored-bytes';
import type { RequestedAttachment } from './attachments';
import { each, type Preparation } from './draft';

/** Stores the bytes of attachments that came with the request; those that are named by a URL are fetched later. */
export function storeAttachments({ attachments: store }: { attachments: Pick<AttachmentStore, 'put'> }): Preparation {
  return each(async (draft) => {
    const name = { connection: draft.holder.connection, id: draft.id };
    const attachments = await Promise.all(
      draft.request.attachments.map(async (requested, index): Promise<StoredAttachment> => {
        const known = knownOf(requested, attachmentId(draft.id, index));
        if (requested.content === undefined) return { ...known, path: requested.path };
        const bytes = storedBytesOf(requested.content);
        await store.put(name, bytes, requested.content);
        return { ...known, contentType: known.contentType ?? fallbackContentType, bytes };
      }),
    );
    return { ...draft, attachments };
  });
}

function knownOf({ filename, contentType, contentId }: RequestedAttachment, id: string): StoredAttachment {
  return { id, filename, contentType, contentId };
}
