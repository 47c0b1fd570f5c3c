import { apiRequest } from '../api-request.fixture';
import type { KeyTable } from '../key-table';
import { createApiKey, type CreateParts } from './create-api-key';

const id = '01936f9e-2c00-7000-8000-0000000000ab';
const token = 'ss_token';
const domainId = '5a0a7c1e-1111-8222-8333-444444444444';
const now = new Date('2026-11-22T10:00:00.000Z');
const create = jest.fn<ReturnType<KeyTable['create']>, Parameters<KeyTable['create']>>();
const domains: CreateParts['domains'] = {
  get: async (asked, connection) =>
    asked === domainId && connection === 'own'
      ? {
          id: domainId,
          name: 'example.com',
          type: 'DOMAIN',
          verified: true,
          verificationStatus: 'SUCCESS',
          createdAt: now,
        }
      : undefined,
};
const answerTo = (body: unknown) =>
  createApiKey({ keys: { create }, domains, newId: () => id, newToken: () => token })(apiRequest({ body, now }));

beforeEach(() => create.mockReset());

test.each([
  [{ name: 'Shop' }, { name: 'Shop', permission: 'full_access' }],
  [
    { name: 'Shop', resend_unconfirmed: true },
    { name: 'Shop', permission: 'full_access', resendUnconfirmed: true },
  ],
  [
    { name: ' Shop ', permission: 'sending_access' },
    { name: 'Shop', permission: 'sending_access' },
  ],
  [
    { name: 'Shop', permission: 'sending_access', domain_id: domainId },
    { name: 'Shop', permission: 'sending_access', domain: 'example.com' },
  ],
  [
    { name: 'Shop', permission: 'sending_access', domain: 'News.Example.com' },
    { name: 'Shop', permission: 'sending_access', domain: 'news.example.com' },
  ],
])('%j makes the key %j', async (body, key) => {
  await expect(answerTo(body)).resolves.toEqual({ body: { id, token } });
  expect(create).toHaveBeenCalledWith(
    { id, createdAt: now, resendUnconfirmed: false, ...key },
    { token, connection: 'own' },
  );
});

test.each([
  [undefined, undefined, 'body'],
  [{}, 'name', 'missing'],
  [{ name: ' ' }, 'name', 'must not be empty'],
  [{ name: 'x'.repeat(51) }, 'name', 'at most 50 characters'],
  [{ name: 'a\nb' }, 'name', 'control characters'],
  [{ name: 7 }, 'name', 'must be a string'],
  [{ name: 'x', permission: 'admin' }, 'permission', 'full_access, sending_access'],
  [{ name: 'x', permission: 'sending_access', domain_id: 'example.com' }, 'domain_id', 'the id of a domain'],
  [{ name: 'x', permission: 'sending_access', domain_id: id }, 'domain_id', 'id of no domain'],
  [{ name: 'x', permission: 'sending_access', domain: 'com' }, 'domain', 'must be a domain'],
  [{ name: 'x', permission: 'sending_access', domain: 'a.com', domain_id: domainId }, 'domain', 'together'],
  [{ name: 'x', domain_id: domainId }, 'domain_id', 'must be sending_access'],
  [{ name: 'x', permission: 'full_access', domain: 'example.com' }, 'domain', 'must be sending_access'],
  [{ name: 'x', token: 'ss_mine' }, 'token', 'not a field'],
])('%j is refused by its field %s', async (body, field, message) => {
  await expect(answerTo(body)).rejects.toMatchObject({
    errorName: 'validation_error',
    message: expect.stringContaining(message),
    details: field === undefined ? {} : { field },
  });
  expect(create).not.toHaveBeenCalled();
});
