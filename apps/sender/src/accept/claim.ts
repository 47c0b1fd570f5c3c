import { createHash } from 'node:crypto';
import type { Connection } from '@sesame/email';
import type { FixedVersion } from './draft';

const keptForMs = 24 * 60 * 60_000;
/** Longer than the function that works on a batch can live, which ends after 29 seconds. */
const leaseMs = 30_000;

/** What was accepted: the answer of `POST /emails`, and of a batch for one entry. */
export type Accepted = { id: string; suppressed: string[] };

/** Whose key. */
export type ClaimName = { connection: Connection; key: string };

/** That a key was used for a request: the `requestHash` of what was asked for, and when. */
type KeyUse = { hash: string; createdAt: Date };

/** The claim of a single e-mail, which is stored with it. */
export type EmailClaim = KeyUse & { accepted: Accepted };

/** What was decided about a batch. A suppressed recipient is told by its place among those of its entry. */
export type BatchDecision = {
  accepted: { index: number; suppressed: number[]; template?: FixedVersion | undefined }[];
  errors: { index: number; message: string }[];
};

/**
 * The claim of a batch, its manifest: it is stored before the e-mails, whose ids follow from it. Until it is finished, one
 * `holder` works on it, and nobody else before the lease has ended.
 */
export type BatchClaim = KeyUse & {
  batch: BatchDecision;
  holder: string;
  leaseUntil: Date;
  isFinished: boolean;
  /** What the secrets that recipients unsubscribe with follow from; absent in claims of before there was one. */
  unsubscribeSeed?: string | undefined;
};

export type Claim = EmailClaim | BatchClaim;

export function isBatchClaim(claim: Claim): claim is BatchClaim {
  return 'batch' in claim;
}

/** When a claim stops counting, in epoch seconds: 24 hours after it was made. DynamoDB deletes it days later at most. */
export function claimExpiry(createdAt: Date): number {
  return Math.ceil((createdAt.getTime() + keptForMs) / 1000);
}

export function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + leaseMs);
}

/** The partition of a claim. It holds a hash, since keys are often made of what is nobody else's business. */
export function claimPartition({ connection, key }: ClaimName): string {
  return `${connection}#key#${createHash('sha256').update(`${connection}#${key}`).digest('hex')}`;
}
