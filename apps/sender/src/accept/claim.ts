import { createHash } from 'node:crypto';
import type { Connection } from '@sesame/email';

const keptForMs = 24 * 60 * 60_000;

/** What was accepted: the answer of `POST /emails`, and of a batch for one entry. */
export type Accepted = { id: string; suppressed: string[] };

/** Whose key. */
export type ClaimName = { connection: Connection; key: string };

/** That a key was used for a request, and what came of it. */
export type Claim = {
  /** The `requestHash` of what was asked for. */
  hash: string;
  createdAt: Date;
  accepted: Accepted;
};

/** When a claim stops counting, in epoch seconds: 24 hours after it was made. DynamoDB deletes it days later at most. */
export function claimExpiry(createdAt: Date): number {
  return Math.ceil((createdAt.getTime() + keptForMs) / 1000);
}

/** The partition of a claim. It holds a hash, since keys are often made of what is nobody else's business. */
export function claimPartition({ connection, key }: ClaimName): string {
  return `${connection}#key#${createHash('sha256').update(`${connection}#${key}`).digest('hex')}`;
}
