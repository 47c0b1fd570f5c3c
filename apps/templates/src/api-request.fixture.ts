import type { ApiRequest } from '@sesame/lambda';

/** For tests: a request of a key with full access to this account's own data. */
export function apiRequest(parts: Partial<ApiRequest>): ApiRequest {
  return {
    holder: { connection: 'own', keyId: 'key', permission: 'full_access' },
    body: undefined,
    pathParameters: {},
    query: {},
    headers: {},
    routeKey: 'GET /templates',
    now: new Date('2026-11-22T10:00:00.000Z'),
    ...parts,
  };
}
