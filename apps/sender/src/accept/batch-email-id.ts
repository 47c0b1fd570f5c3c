import { createHash } from 'node:crypto';
import { newEmailId } from '@sesame/email';

/**
 * The id of an e-mail of a batch that has an idempotency key: a UUIDv7 of the time the key was claimed, whose other bits
 * follow from the claim and the place in the batch. So whoever finishes the batch stores the same e-mails, and the ids
 * are in the order of the entries.
 */
export function batchEmailId(claimPartition: string, claimedAt: Date, index: number): string {
  return newEmailId(claimedAt, (size) => {
    const bytes = createHash('sha256').update(`${claimPartition}#${claimedAt.toISOString()}#${index}`).digest();
    bytes.writeUInt16BE(index, 0);
    return bytes.subarray(0, size);
  });
}
