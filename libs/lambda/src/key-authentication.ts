import { createHash } from 'node:crypto';
import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { ApiError } from './api-error';
import type { Authenticate, KeyHolder, KeyPermission } from './authentication';
import { recordKeyUse } from './record-key-use';

const cacheMs = 60_000;
const cacheSize = 1_000;
const useMs = 60 * 60_000;

const keyItem = z.object({
  id: z.string(),
  connection: z.string(),
  permission: z.enum(['full_access', 'sending_access']),
  domain: z.optional(z.string()),
  resend_unconfirmed: z.optional(z.boolean()),
});

export type KeyAuthenticationParts = {
  dynamoDb: DynamoDBDocumentClient;
  /** The keys table, which is read only. */
  tableName: string;
  /** The table of last uses, which is written only. */
  usesTableName: string;
  now: () => Date;
  /** The least permission that this route needs: any key may send. */
  permission: KeyPermission;
};

/** What is remembered of a key: the holder `until` then, and that a use was recorded at `recordedAt`. */
type Known = { holder: KeyHolder; until: number; recordedAt: number };

/**
 * Authenticates by `Authorization: Bearer <key>`. The keys table holds the SHA-256 of each key (hex) as `pk`, and never the
 * key; nothing compares hashes here, so no duration tells anything about a key. A key that was found is remembered for 60
 * seconds from when it was asked for, consistently, which is how long a removed one can still be used; one that was not
 * found is looked up again each time, so a new key can be used at once. When a key was last used is written down at a
 * look-up, at most once an hour.
 *
 * Refuses with `missing_api_key` (401), `invalid_api_key` (403) and `restricted_api_key` (401). A failing table is 503.
 */
export function keyAuthentication(parts: KeyAuthenticationParts): Authenticate {
  const { dynamoDb, tableName, usesTableName, now, permission } = parts;
  const remembered = new Map<string, Known>();

  return async (headers) => {
    const key = bearerTokenOf(headers['authorization']);
    if (key === undefined) {
      throw new ApiError('missing_api_key', 'Send an API key in the header "Authorization: Bearer <key>".');
    }
    const hash = createHash('sha256').update(key).digest('hex');
    const known = remembered.get(hash);
    const { holder } = known && known.until > now().getTime() ? known : await lookUp(hash, known);

    if (permission === 'full_access' && holder.permission !== 'full_access') {
      throw new ApiError(
        'restricted_api_key',
        'This API key may only send e-mail. Use a key with full access for this.',
      );
    }
    return holder;
  };

  async function lookUp(hash: string, before: Known | undefined): Promise<Known> {
    const askedAt = now();
    const { Item } = await dynamoDb.send(
      new GetCommand({ TableName: tableName, Key: { pk: hash }, ConsistentRead: true }),
    );
    remembered.delete(hash);
    if (!Item) {
      throw new ApiError(
        'invalid_api_key',
        'This API key is not known. Check that it is complete and was not removed.',
      );
    }
    const holder = holderOf(Item);
    const known = {
      holder,
      until: askedAt.getTime() + cacheMs,
      recordedAt: await recorded(holder, askedAt, before?.recordedAt ?? Number.NEGATIVE_INFINITY),
    };
    if (remembered.size >= cacheSize) remembered.delete(oldestOf(remembered));
    remembered.set(hash, known);
    return known;
  }

  async function recorded(holder: KeyHolder, usedAt: Date, before: number): Promise<number> {
    if (usedAt.getTime() - before < useMs) return before;
    const isRecorded = await recordKeyUse({ dynamoDb, tableName: usesTableName }, holder, usedAt);
    return isRecorded ? usedAt.getTime() : before;
  }
}

function holderOf(item: unknown): KeyHolder {
  const { id: keyId, connection, permission, domain, resend_unconfirmed } = keyItem.parse(item);
  return {
    connection,
    keyId,
    permission,
    ...(domain !== undefined && { domain }),
    ...(resend_unconfirmed && { resendUnconfirmed: true }),
  };
}

function bearerTokenOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** A Map gives its keys in the order they were set. */
function oldestOf(map: Map<string, unknown>): string {
  return map.keys().next().value ?? '';
}
