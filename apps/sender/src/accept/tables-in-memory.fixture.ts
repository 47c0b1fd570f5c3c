import type { Email } from '../email';
import type { EmailTable } from '../email-table';
import { claimExpiry, claimPartition, type Claim } from './claim';
import type { ClaimTable } from './claim-table';

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
  };
  return {
    emails: emailTable,
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
