import type { Email } from '../email';
import type { EmailTable } from '../email-table';
import { claimExpiry, claimPartition, isBatchClaim, type Claim } from './claim';
import type { ClaimTable } from './claim-table';
import type { EmailBatchTable } from './email-batch-table';

/** For tests: e-mails, contents and claims in memory, with the same conditions on their writes as the real tables. */
export function tablesInMemory() {
  const emails = new Map<string, Email>();
  const contents = new Map<string, Uint8Array[]>();
  const claims = new Map<string, Claim>();
  const standing = (partition: string, now: Date): Claim | undefined => {
    const claim = claims.get(partition);
    return claim && claimExpiry(claim.createdAt) > Math.floor(now.getTime() / 1000) ? claim : undefined;
  };
  const put = (email: Email) => void (emails.has(email.id) || emails.set(email.id, email));

  const emailTable: Pick<EmailTable, 'putContent' | 'put' | 'get'> = {
    putContent: async ({ id }, chunks) => void contents.set(id, [...chunks]),
    put: async (email) => put(email),
    get: async ({ id }) => emails.get(id),
  };
  const claimTable: ClaimTable = {
    read: async (name, now) => standing(claimPartition(name), now),
    storeWithEmail: async (name, claim, email) => {
      const partition = claimPartition(name);
      if (standing(partition, claim.createdAt)) return false;
      claims.set(partition, claim);
      put(email);
      return true;
    },
    open: async (name, claim) => {
      const partition = claimPartition(name);
      const other = standing(partition, claim.createdAt);
      if (other && holderOf(other) !== claim.holder) return false;
      claims.set(partition, claim);
      return true;
    },
    replace: async (name, read, claim) => {
      const holder = holderOf(claims.get(claimPartition(name)));
      if (holder !== read.holder && holder !== claim.holder) return false;
      claims.set(claimPartition(name), claim);
      return true;
    },
  };
  const batches: EmailBatchTable = {
    putContents: async (all) => all.forEach(({ email, content }) => contents.set(email.id, [...content])),
    putAll: async (all) => all.forEach(put),
  };
  return {
    emails: emailTable,
    batches,
    claims: claimTable,
    stored: () => [...emails.values()],
    contentOf: (id: string) => contents.get(id),
    claimed: () => [...claims.values()],
    change: (id: string, changed: Partial<Email>) => {
      const email = emails.get(id);
      if (email) emails.set(id, { ...email, ...changed });
    },
  };
}

function holderOf(claim: Claim | undefined): string | undefined {
  return claim && isBatchClaim(claim) ? claim.holder : undefined;
}
