import { ApiError, log, nameOfError } from '@sesame/lambda';
import type { EmailName } from '../email-change';
import type { EmailTable } from '../email-table';
import type { SendQueue } from '../send-queue';
import { isBatchClaim, type Accepted, type Claim, type ClaimName } from './claim';
import { enqueueAccepted } from './enqueue-accepted';

export type ReplayParts = { emails: Pick<EmailTable, 'get'>; queue: SendQueue };

/**
 * The stored answer of a claim. Its e-mail is enqueued again while it is still queued: whoever asks again may do so because
 * the first request died before it came to that.
 * @throws ApiError `invalid_idempotent_request` when the key was used for something else
 */
export async function replay(
  parts: ReplayParts,
  { name: { connection }, hash, now }: { name: ClaimName; hash: string; now: Date },
  claim: Claim,
): Promise<Accepted> {
  requireSameRequest(claim, hash);
  if (isBatchClaim(claim)) throw new Error('The claim of a batch has the hash of a single e-mail.');
  await enqueueAgain(parts, { connection, id: claim.accepted.id }, now);
  return claim.accepted;
}

/** @throws ApiError `invalid_idempotent_request` */
export function requireSameRequest(claim: Pick<Claim, 'hash'>, hash: string): void {
  if (claim.hash === hash) return;
  throw new ApiError(
    'invalid_idempotent_request',
    'This Idempotency-Key was used in the last 24 hours with another request. Repeat that request as it was to get its ' +
      'answer, or use a new key for this one.',
    { field: 'Idempotency-Key' },
  );
}

/** What cannot be looked up is left to the sweep. */
async function enqueueAgain({ emails, queue }: ReplayParts, name: EmailName, now: Date): Promise<void> {
  try {
    const email = await emails.get(name);
    if (email) await enqueueAccepted(queue, email, now);
  } catch (error) {
    log.warn('not looked up', { id: name.id, error: nameOfError(error) });
  }
}
