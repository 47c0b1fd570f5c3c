import { parsePage, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import type { KeyTable } from '../key-table';
import type { LastUses } from './last-uses';

/** `GET /api-keys?limit&after&before`: one page of the connection's keys, the newest first, and never a token. */
export function listApiKeys({ keys, lastUses }: { keys: Pick<KeyTable, 'list'>; lastUses: LastUses }) {
  return async ({ holder: { connection }, query }: ApiRequest): Promise<ApiAnswer> => {
    const { keys: page, hasMore } = await keys.list(parsePage(query), connection);
    const uses = await lastUses(
      page.map(({ id }) => id),
      connection,
    );
    const data = page.map(({ id, name, permission, domain, resendUnconfirmed, createdAt }) => ({
      id,
      name,
      permission,
      domain: domain ?? null,
      resend_unconfirmed: resendUnconfirmed,
      created_at: createdAt.toISOString(),
      last_used_at: uses.get(id)?.toISOString() ?? null,
    }));
    return { body: { object: 'list', has_more: hasMore, data } };
  };
}
