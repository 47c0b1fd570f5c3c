import type { GetObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import { fallbackContentType, objectKey, type StoredAttachment, type StoredBytes } from './attachment';
import type { EmailName } from './email-change';

/** For how long a link to an attachment leads anywhere; less where the session that signed it ends sooner. */
export const linkSeconds = 60 * 60;

/** An attachment whose bytes are stored. */
export type AttachmentWithBytes = StoredAttachment & { bytes: StoredBytes };

/** The bytes of attachments, in S3. A function takes what its role allows, such as `Pick<AttachmentStore, 'get'>`. */
export type AttachmentStore = {
  /** Stores bytes under the key that they themselves name; PutObject. Orphans go with the bucket's lifecycle. */
  put(email: EmailName, bytes: StoredBytes, content: Uint8Array): Promise<void>;

  /** GetObject. */
  get(email: EmailName, bytes: StoredBytes): Promise<Uint8Array>;

  /** A link that lets anybody who has it download the attachment for an hour, never show it in a browser; no call. */
  link(email: EmailName, attachment: AttachmentWithBytes): Promise<string>;
};

/** S3's client is loaded when it is first needed: most e-mail has no attachments, and a cold start would pay for it. */
export function attachmentStore({ bucket }: { bucket: string }): AttachmentStore {
  let loaded: Promise<S3Client> | undefined;
  const client = () => (loaded ??= import('./attachment-calls').then(({ S3Client }) => new S3Client(clientSettings)));

  return {
    async put(email, bytes, content) {
      const { PutObjectCommand } = await import('./attachment-calls');
      const s3 = await client();
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: objectKey(email, bytes), Body: content }));
    },

    async get(email, bytes) {
      const { GetObjectCommand } = await import('./attachment-calls');
      const s3 = await client();
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: objectKey(email, bytes) }));
      if (!Body) throw new Error('An object without a body.');
      return Body.transformToByteArray();
    },

    async link(email, { bytes, filename, contentType = fallbackContentType }) {
      const { GetObjectCommand, getSignedUrl } = await import('./attachment-calls');
      const input: GetObjectCommandInput = {
        Bucket: bucket,
        Key: objectKey(email, bytes),
        ResponseContentType: contentType,
        ResponseContentDisposition: `attachment; filename*=UTF-8''${rfc5987(filename)}`,
      };
      return getSignedUrl(await client(), new GetObjectCommand(input), { expiresIn: linkSeconds });
    },
  };
}

const clientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

/** RFC 8187: what encodeURIComponent leaves as it is and that grammar does not. */
function rfc5987(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
