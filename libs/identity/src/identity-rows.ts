import type { Connection } from '@sesame/email';
import * as z from 'zod/mini';
import type { Identity, IdentityEntry } from './identity';
import { identityId } from './identity-id';

/** The row that says when the identities were last copied from SES completely. */
export const syncKey = 'sync';

export const identityKeyPrefix = 'id#';

/**
 * A row of an identity that SES no longer has; it stays for a while, so that an older look at SES does not bring it
 * back.
 */
const goneRow = z.object({ gone: z.literal(true) });

const identityRow = z.object({
  name: z.string(),
  type: z.enum(['EMAIL_ADDRESS', 'DOMAIN', 'MANAGED_DOMAIN']),
  verified: z.boolean(),
  verification_status: z.string(),
});

const entryRow = z.extend(identityRow, { sk: z.string(), created_at: z.iso.datetime() });

const syncRow = z.object({ completed_at: z.iso.datetime() });

/** Where the row of an identity stands, found by its name or by its id. */
export function identityKey(connection: Connection, name: string): { pk: string; sk: string } {
  return identityKeyOfId(connection, identityId(connection, name));
}

export function identityKeyOfId(connection: Connection, id: string): { pk: string; sk: string } {
  return { pk: connection, sk: `${identityKeyPrefix}${id.toLowerCase()}` };
}

/** The identity of a row; undefined where SES no longer has it. */
export function fromIdentityRow(row: unknown): Identity | undefined {
  if (goneRow.safeParse(row).success) return undefined;
  const { name, type, verified, verification_status: verificationStatus } = identityRow.parse(row);
  return { name, type, verified, verificationStatus };
}

/** The identity of a row, with what the table alone knows of it. */
export function entryOfRow(row: unknown): IdentityEntry | undefined {
  const identity = fromIdentityRow(row);
  if (!identity) return undefined;
  const { sk, created_at: createdAt } = entryRow.parse(row);
  return { ...identity, id: sk.slice(identityKeyPrefix.length), createdAt: new Date(createdAt) };
}

export function completedAtOf(row: unknown): Date {
  return new Date(syncRow.parse(row).completed_at);
}
