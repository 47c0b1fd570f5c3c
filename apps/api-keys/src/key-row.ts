import { createHash } from 'node:crypto';
import type { Connection } from '@sesame/email';
import type { KeyPermission } from '@sesame/lambda';
import * as z from 'zod/mini';
import type { ApiKey } from './api-key';

/** What a key may permit. */
export const permissions = ['full_access', 'sending_access'] as const satisfies readonly KeyPermission[];

const keyRow = z.object({
  pk: z.string(),
  id: z.string(),
  name: z.string(),
  permission: z.enum(permissions),
  domain: z.optional(z.string()),
  resend_unconfirmed: z.optional(z.boolean()),
  created_at: z.iso.datetime(),
});

/** A key and the hash that its row stands under. */
export type StoredKey = { key: ApiKey; hash: string };

/** What a row stands under: the SHA-256 of the token, in hex. Nothing leads from it back to the token. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function toKeyRow({ key, hash }: StoredKey, connection: Connection) {
  const { id, name, permission, domain, resendUnconfirmed, createdAt } = key;
  return {
    pk: hash,
    id,
    name,
    connection,
    permission,
    domain,
    ...(resendUnconfirmed && { resend_unconfirmed: true }),
    created_at: createdAt.toISOString(),
  };
}

export function fromKeyRow(row: unknown): StoredKey {
  const { pk: hash, id, name, permission, domain, resend_unconfirmed = false, created_at } = keyRow.parse(row);
  return {
    hash,
    key: {
      id,
      name,
      permission,
      ...(domain !== undefined && { domain }),
      resendUnconfirmed: resend_unconfirmed,
      createdAt: new Date(created_at),
    },
  };
}
