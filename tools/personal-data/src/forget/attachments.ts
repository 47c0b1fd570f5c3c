import { DeleteObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/** The files of e-mails in S3, as whoever erases needs them. */
export function attachments({ s3, bucket }: { s3: S3Client; bucket: string }) {
  return {
    /** Deletes every file of an e-mail, and says how many there were; calls ListObjectsV2 and DeleteObject. */
    async erase({ connection, id }: { connection: string; id: string }): Promise<number> {
      let count = 0;
      const pages = paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: `${connection}/${id}/` });
      for await (const { Contents = [] } of pages) {
        for (const { Key } of Contents) {
          await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
          count += 1;
        }
      }
      return count;
    },
  };
}

export type Attachments = ReturnType<typeof attachments>;
