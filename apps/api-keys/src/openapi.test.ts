import * as z from 'zod/mini';
import type { ApiKey } from './api-key';
import { apiRequest } from './api-request.fixture';
import { createApiKey } from './change/create-api-key';
import { removeApiKey } from './change/remove-api-key';
import { updateApiKey } from './change/update-api-key';
import { permissions } from './key-row';
import { newToken } from './new-token';
import { apiKeySchemas } from './openapi';
import { listApiKeys } from './read/list-api-keys';

const id = '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7';
const now = new Date('2026-11-22T12:00:00.000Z');
const key: ApiKey = { id, name: 'Shop', permission: 'full_access', resendUnconfirmed: false, createdAt: now };
const find = async () => ({ key, hash: 'hash' });

test.each(permissions)(
  'keys with %s are shown as they are described, bound or not, used or not',
  async (permission) => {
    const unused = { ...key, permission, id: '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f8' };
    const list = listApiKeys({
      keys: { list: async () => ({ keys: [{ ...key, permission, domain: 'example.com' }, unused], hasMore: true }) },
      lastUses: async () => new Map([[id, now]]),
    });
    const { body } = await list(apiRequest({}));

    expect(z.parse(apiKeySchemas.list, body)).toEqual(body);
  },
);

test('a key is created, updated and removed as it is described', async () => {
  const create = createApiKey({
    keys: { create: async () => undefined },
    domains: { get: async () => undefined },
    newId: () => id,
    newToken,
  });
  const update = updateApiKey({ find, update: async () => true });
  const remove = removeApiKey({ find, remove: async () => 'removed' });
  const created = await create(apiRequest({ body: { name: 'Shop' } }));
  const updated = await update(apiRequest({ body: { name: 'Web shop' }, pathParameters: { id } }));
  const removed = await remove(apiRequest({ pathParameters: { id } }));

  expect(z.parse(apiKeySchemas.created, created.body)).toEqual(created.body);
  expect(z.parse(apiKeySchemas.updated, updated.body)).toEqual(updated.body);
  expect(z.parse(apiKeySchemas.removed, removed.body)).toEqual(removed.body);
});
