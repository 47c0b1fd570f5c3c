import { ApiError, log, nameOfError, type ApiAnswer, type ApiRequest, type KeyHolder } from '@sesame/lambda';
import { batchEmailId } from './batch-email-id';
import { acceptedDrafts, batchAnswer, decisionOf } from './batch-decision';
import { asBatchEntry, refusalOfBatch } from './batch-entry-refusal';
import { readBatch, type BatchEntry } from './batch-request';
import { batchValidationIn, type BatchValidation } from './batch-validation';
import { claimPartition, isBatchClaim, leaseFrom, type BatchClaim, type Claim, type ClaimName } from './claim';
import { claimUnreadable, type ClaimTable } from './claim-table';
import { isDraft, type AskedDraft, type Draft, type Prepared } from './draft';
import { idempotencyKeyIn } from './idempotency-key';
import { streamIn } from './incoming-email';
import { mintUnsubscribeToken } from './mint-unsubscribe-token';
import { complete, prepare, type PreparationParts } from './prepare';
import { requireSameRequest } from './replay';
import { hashedBatch, requestHash } from './request-hash';
import { storeBatch, type StoreBatchParts } from './store-batch';
import { unsubscribeTokenOf } from '../unsubscribe-token';

export type AcceptBatchParts = PreparationParts &
  StoreBatchParts & {
    claims: Pick<ClaimTable, 'read' | 'open' | 'replace'>;
    newId: (now: Date) => string;
  };

type Batch = { entries: BatchEntry[]; validation: BatchValidation; holder: KeyHolder; now: Date };

/** What the ids of a batch's e-mails follow from, and what the secrets that their recipients unsubscribe with do. */
type Seeds = { ids: string; unsubscribeTokens: string };

/** The claim of a batch's key. */
type Keyed = { name: ClaimName; hash: string };

/**
 * Takes up to a hundred e-mails in. A strict batch is accepted as a whole or not at all; of a permissive one each entry is
 * accepted or named as an error.
 *
 * With an idempotency key, what was decided is stored first, as the claim, and the ids of the e-mails follow from it. One
 * request at a time works on it. Should that one die, whoever repeats the request after the lease goes on with the same
 * ids and the same links to unsubscribe, so that no e-mail comes twice, none is lost, and none holds the link of another.
 */
export function acceptBatch(parts: AcceptBatchParts) {
  return async ({ holder, headers, body, now, routeKey }: ApiRequest): Promise<ApiAnswer> => {
    const key = idempotencyKeyIn(headers);
    const validation = batchValidationIn(headers);
    const entries = readBatch(body, streamIn(headers));
    const batch: Batch = { entries, validation, holder, now };
    refuseStrictly(
      batch,
      entries.flatMap((entry) => (entry.ok ? [] : [entry.refusal])),
    );

    if (key === undefined) return acceptUnkeyed(parts, batch);
    const hash = requestHash(routeKey, hashedBatch(entries, validation));
    return acceptKeyed(parts, batch, { name: { connection: holder.connection, key }, hash });
  };
}

async function acceptUnkeyed(parts: AcceptBatchParts, batch: Batch): Promise<ApiAnswer> {
  const seeds = { ids: parts.newId(batch.now), unsubscribeTokens: parts.newUnsubscribeToken() };
  const prepared = await judge(parts, batch, seeds);
  const drafts = prepared.filter(isDraft);
  await storeBatch(parts, drafts, batch.now);
  return batchAnswer(drafts, decisionOf(prepared), batch.validation);
}

async function acceptKeyed(parts: AcceptBatchParts, batch: Batch, { name, hash }: Keyed): Promise<ApiAnswer> {
  const { now, validation } = batch;
  const earlier = await parts.claims.read(name, now);
  if (earlier) return resume(parts, batch, { name, hash }, earlier);

  const unsubscribeSeed = parts.newUnsubscribeToken();
  const prepared = await judge(parts, batch, { ids: claimPartition(name), unsubscribeTokens: unsubscribeSeed });
  const drafts = prepared.filter(isDraft);
  const decision = decisionOf(prepared);
  if (drafts.length === 0) return batchAnswer(drafts, decision, validation);

  const claim: BatchClaim = {
    ...{ hash, createdAt: now, batch: decision, unsubscribeSeed },
    ...{ holder: parts.newId(now), leaseUntil: leaseFrom(now), isFinished: false },
  };
  if (await parts.claims.open(name, claim)) return finish(parts, batch, name, claim, drafts);
  const winner = await parts.claims.read(name, now);
  if (winner) return resume(parts, batch, { name, hash }, winner);
  throw claimUnreadable();
}

/** Answers for a batch that was claimed before, once everything of it is stored. */
async function resume(parts: AcceptBatchParts, batch: Batch, { name, hash }: Keyed, claim: Claim): Promise<ApiAnswer> {
  requireSameRequest(claim, hash);
  if (!isBatchClaim(claim)) throw new Error('The claim of a single e-mail has the hash of a batch.');
  const { entries, holder, now, validation } = batch;
  const seeds = { ids: claimPartition(name), unsubscribeTokens: claim.unsubscribeSeed ?? parts.newUnsubscribeToken() };
  const draftOf = draftsBy({ holder, seeds, acceptedAt: claim.createdAt });
  const drafts = acceptedDrafts(claim.batch, entries, draftOf);
  if (claim.isFinished) return batchAnswer(drafts, claim.batch, validation);

  if (claim.leaseUntil > now) throw concurrentRequest(claim, now);
  const taken = { ...claim, holder: parts.newId(now), leaseUntil: leaseFrom(now) };
  if (!(await parts.claims.replace(name, claim, taken))) throw concurrentRequest(taken, now);
  return finish(parts, batch, name, taken, await complete(parts, drafts));
}

async function finish(
  parts: AcceptBatchParts,
  { now, validation }: Batch,
  name: ClaimName,
  claim: BatchClaim,
  drafts: readonly Draft[],
): Promise<ApiAnswer> {
  await storeBatch(parts, drafts, now);
  try {
    await parts.claims.replace(name, claim, { ...claim, isFinished: true });
  } catch (error) {
    // Whoever repeats the request after the lease finds everything stored.
    log.warn('claim not finished', { error: nameOfError(error) });
  }
  return batchAnswer(drafts, claim.batch, validation);
}

/** Takes the entries through the preparations. @throws ApiError for a strict batch with an entry that is refused */
async function judge(parts: AcceptBatchParts, batch: Batch, seeds: Seeds): Promise<Prepared[]> {
  const draftOf = draftsBy({ holder: batch.holder, seeds, acceptedAt: batch.now });
  const prepared = await prepare(parts, batch.entries.map(draftOf));
  const judged = prepared.map((one, index) =>
    isDraft(one) || !batch.entries[index]?.ok ? one : asBatchEntry(one, index),
  );
  refuseStrictly(
    batch,
    judged.flatMap((one) => (isDraft(one) ? [] : [one])),
  );
  return judged;
}

function draftsBy({ holder, seeds, acceptedAt }: { holder: KeyHolder; seeds: Seeds; acceptedAt: Date }) {
  return (entry: BatchEntry, index: number): AskedDraft | ApiError => {
    if (!entry.ok) return entry.refusal;
    const id = batchEmailId(seeds.ids, acceptedAt, index);
    const asked: AskedDraft = { request: entry.email, holder, id, acceptedAt, suppressed: [] };
    return mintUnsubscribeToken(asked, (id) => unsubscribeTokenOf(seeds.unsubscribeTokens, id));
  };
}

function refuseStrictly({ validation }: Batch, refusals: readonly ApiError[]): void {
  const refusal = refusalOfBatch(refusals);
  if (refusal && validation === 'strict') throw refusal;
}

function concurrentRequest({ leaseUntil }: BatchClaim, now: Date): ApiError {
  const retryAfterSeconds = Math.max(1, Math.ceil((leaseUntil.getTime() - now.getTime()) / 1000));
  return new ApiError(
    'concurrent_idempotent_requests',
    'Another request with this Idempotency-Key is at work on the same batch, or died doing so. Repeat this one in ' +
      `${retryAfterSeconds} seconds to get its answer.`,
    { field: 'Idempotency-Key', retryAfterSeconds },
  );
}
