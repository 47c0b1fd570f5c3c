import * as z from 'zod/mini';
import type { Identity } from './identity';

/** The row that says when the identities were last copied from SES completely. */
export const syncKey = 'sync';

export const identityKeyPrefix = 'identity#';

const identityRow = z.object({
  sk: z.string(),
  name: z.string(),
  type: z.enum(['EMAIL_ADDRESS', 'DOMAIN', 'MANAGED_DOMAIN']),
  verified: z.boolean(),
  verification_status: z.string(),
});

const syncRow = z.object({ completed_at: z.iso.datetime() });

export function toIdentityRow(connection: string, { name, type, verified, verificationStatus }: Identity) {
  return {
    pk: connection,
    sk: `${identityKeyPrefix}${name}`,
    name,
    type,
    verified,
    verification_status: verificationStatus,
  };
}

export function fromIdentityRow(row: unknown): Identity {
  const { name, type, verified, verification_status: verificationStatus } = identityRow.parse(row);
  return { name, type, verified, verificationStatus };
}

export function toSyncRow(connection: string, completedAt: Date) {
  return { pk: connection, sk: syncKey, completed_at: completedAt.toISOString() };
}

export function completedAtOf(row: unknown): Date {
  return new Date(syncRow.parse(row).completed_at);
}
