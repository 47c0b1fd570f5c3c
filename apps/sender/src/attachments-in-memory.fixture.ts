import type { StoredAttachment } from './attachment';
import { objectKey } from './attachment';
import type { AttachmentStore } from './attachment-store';
import type { EmailName } from './email-change';
import { storedBytesOf } from './stored-bytes';

/** For tests: the bytes of attachments in memory, by their keys. */
export function attachmentsInMemory(): AttachmentStore & { keys: () => string[] } {
  const objects = new Map<string, Uint8Array>();
  return {
    keys: () => [...objects.keys()],
    put: async (email, bytes, content) => void objects.set(objectKey(email, bytes), content),
    get: async (email, bytes) => {
      const content = objects.get(objectKey(email, bytes));
      if (!content) throw new Error('NoSuchKey');
      return content;
    },
    link: async (email, { bytes }) => `https://bucket.example.com/${objectKey(email, bytes)}`,
  };
}

/** For tests: an attachment whose bytes are in the store. */
export async function aStoredAttachment(
  store: AttachmentStore,
  email: EmailName,
  text: string,
  changed: Partial<StoredAttachment> = {},
): Promise<StoredAttachment> {
  const content = Buffer.from(text);
  const bytes = storedBytesOf(content);
  await store.put(email, bytes, content);
  const id = '7f0c1b2a-3d4e-8f50-8123-456789abcdef';
  return { id, filename: 'note.txt', contentType: 'text/plain', bytes, ...changed };
}
