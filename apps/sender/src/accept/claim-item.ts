import * as z from 'zod/mini';
import { claimExpiry, claimPartition, type Claim, type ClaimName } from './claim';

export const claimSortKey = 'claim';

const claimItem = z.object({
  hash: z.string(),
  created_at: z.iso.datetime(),
  accepted: z.object({ id: z.string(), suppressed: z.array(z.string()) }),
});

export function toClaimItem(name: ClaimName, { hash, createdAt, accepted }: Claim) {
  return {
    pk: claimPartition(name),
    sk: claimSortKey,
    hash,
    created_at: createdAt.toISOString(),
    accepted,
    expires: claimExpiry(createdAt),
  };
}

export function fromClaimItem(item: unknown): Claim {
  const { hash, created_at, accepted } = claimItem.parse(item);
  return { hash, createdAt: new Date(created_at), accepted };
}
