import * as z from 'zod/mini';
import { claimExpiry, claimPartition, isBatchClaim, type Claim, type ClaimName } from './claim';

export const claimSortKey = 'claim';

const time = z.iso.datetime();
const keyUse = { hash: z.string(), created_at: time };
const emailClaim = z.object({
  ...keyUse,
  accepted: z.object({ id: z.string(), suppressed: z.array(z.string()) }),
});
const fixedVersion = z.object({ id: z.string(), version: z.number(), versionId: z.string() });
const batchClaim = z.object({
  ...keyUse,
  batch: z.object({
    accepted: z.array(
      z.object({ index: z.number(), suppressed: z.array(z.number()), template: z.optional(fixedVersion) }),
    ),
    errors: z.array(z.object({ index: z.number(), message: z.string() })),
  }),
  holder: z.string(),
  lease_until: time,
  finished: z.boolean(),
  unsubscribe_seed: z.optional(z.string()),
});
const claimItem = z.union([batchClaim, emailClaim]);

export function toClaimItem(name: ClaimName, claim: Claim) {
  const { hash, createdAt } = claim;
  return {
    pk: claimPartition(name),
    sk: claimSortKey,
    hash,
    created_at: createdAt.toISOString(),
    ...(isBatchClaim(claim)
      ? {
          batch: claim.batch,
          holder: claim.holder,
          lease_until: claim.leaseUntil.toISOString(),
          finished: claim.isFinished,
          unsubscribe_seed: claim.unsubscribeSeed,
        }
      : { accepted: claim.accepted }),
    expires: claimExpiry(createdAt),
  };
}

export function fromClaimItem(item: unknown): Claim {
  const row = claimItem.parse(item);
  const use = { hash: row.hash, createdAt: new Date(row.created_at) };
  if (!('batch' in row)) return { ...use, accepted: row.accepted };
  const { batch, holder, lease_until, finished, unsubscribe_seed: unsubscribeSeed } = row;
  const seed = unsubscribeSeed !== undefined && { unsubscribeSeed };
  return { ...use, batch, holder, leaseUntil: new Date(lease_until), isFinished: finished, ...seed };
}
