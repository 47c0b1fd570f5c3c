import { createHash } from 'node:crypto';
import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { ApiError } from './api-error';
import type { Authenticate, KeyHolder, KeyPermission } from './authentication';

const cacheMs = 60_000;
const cacheSize = 1_000;

const keyItem = z.object({
  id: z.string(),
  connection: z.string(),
  permission: z.enum(['full_access', 'sending_access']),
});

export type KeyAuthenticationParts = {
  dynamoDb: DynamoDBDocumentClient;
  tableName: string;
  now: () => Date;
  /** The permission this route needs; without it, any key will do. */
  permission?: KeyPermission;
};

/**
 * Authenticates by `Authorization: Bearer <key>`. The keys table holds the SHA-256 of each key (hex) as `pk`, and never the
 * key. A key that was found is remembered for 60 seconds, which is how long a deleted one can still be used; one that was
 * not found is looked up again each time.
 *
 * Refuses with `missing_api_key` (401), `invalid_api_key` (403) and `restricted_api_key` (401). A failing table is 503.
 */
export function keyAuthentication({ dynamoDb, tableName, now, permission }: KeyAuthenticationParts): Authenticate {
  const remembered = new Map<string, { holder: KeyHolder; until: number }>();

  return async (headers) => {
    const key = bearerTokenOf(headers['authorization']);
    if (key === undefined) {
      throw new ApiError('missing_api_key', 'Send an API key in the header "Authorization: Bearer <key>".');
    }
    const hash = createHash('sha256').update(key).digest('hex');
    const known = remembered.get(hash);
    const holder = known && known.until > now().getTime() ? known.holder : await lookUp(hash);

    if (permission === 'full_access' && holder.permission !== 'full_access') {
      throw new ApiError(
        'restricted_api_key',
        'This API key may only send e-mail. Use a key with full access for this.',
      );
    }
    return holder;
  };

  async function lookUp(hash: string): Promise<KeyHolder> {
    const { Item } = await dynamoDb.send(new GetCommand({ TableName: tableName, Key: { pk: hash } }));
    remembered.delete(hash);
    if (!Item) {
      throw new ApiError(
        'invalid_api_key',
        'This API key is not known. Check that it is complete and was not deleted.',
      );
    }
    const { id: keyId, connection, permission } = keyItem.parse(Item);
    const holder = { connection, keyId, permission };
    if (remembered.size >= cacheSize) remembered.delete(oldestOf(remembered));
    remembered.set(hash, { holder, until: now().getTime() + cacheMs });
    return holder;
  }
}

function bearerTokenOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** A Map gives its keys in the order they were set. */
function oldestOf(map: Map<string, unknown>): string {
  return map.keys().next().value ?? '';
}
