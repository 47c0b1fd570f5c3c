import { matchingAddress } from '@sesame/email';
import { IdentitiesUnknownError, type Identity } from '@sesame/identity';
import { log, type ApiRequest, type KeyHolder } from '@sesame/lambda';
import type { ShownSuppression } from '@sesame/suppression';
import { unpackContent } from '../content';
import type { Email } from '../email';
import { acceptEmail, type AcceptParts } from './accept-email';

jest.spyOn(log, 'warn').mockImplementation();

const id = '01936f9e-2c00-7000-8000-0000000000ab';
const now = new Date('2026-11-22T12:00:00.000Z');
const identity: Identity = { name: 'example.com', type: 'DOMAIN', verified: true, verificationStatus: 'SUCCESS' };
const body = { from: 'Acme <orders@example.com>', to: 'ada@example.net', subject: 'Hello', html: '<p>Hi</p>' };

function setUp({ suppressed = [] as string[], ...changed }: Partial<AcceptParts> & { suppressed?: string[] } = {}) {
  const deeds: string[] = [];
  const stored: Email[] = [];
  const contents: Uint8Array[][] = [];
  const parts: AcceptParts = {
    emails: {
      putContent: async (_, chunks) => void (deeds.push('content'), contents.push([...chunks])),
      put: async (email) => void (deeds.push('e-mail'), stored.push(email)),
    },
    identities: { identitiesFor: () => Promise.resolve([identity]) },
    suppressions: {
      suppressedAmong: async (addresses) => {
        const found = addresses.map(matchingAddress).filter((address) => suppressed.includes(address));
        return new Map(found.map((address) => [address, {} as ShownSuppression]));
      },
    },
    queue: { enqueue: async ({ id }) => void deeds.push(`enqueue ${id}`) },
    sendingIdentities: ['example.com'],
    newId: () => id,
    ...changed,
  };
  const accept = (body: unknown, headers: Record<string, string> = {}, holder: Partial<KeyHolder> = {}) =>
    acceptEmail(parts)({
      holder: { connection: 'own', keyId: 'key-1', permission: 'sending_access', ...holder },
      body,
      headers,
      pathParameters: {},
      query: {},
      routeKey: 'POST /emails',
      now,
    } satisfies ApiRequest);
  return { accept, deeds, stored, contents };
}

test('an e-mail is stored after its content, enqueued after that, and answered with its id', async () => {
  const { accept, deeds, stored, contents } = setUp();

  expect(await accept(body)).toEqual({ body: { id } });
  expect(deeds).toEqual(['content', 'e-mail', `enqueue ${id}`]);
  expect(stored).toMatchObject([{ id, status: 'queued', from: 'Acme <orders@example.com>', to: ['ada@example.net'] }]);
  expect(stored[0]?.due).toEqual(new Date('2026-11-22T12:01:00.000Z'));
  expect(contents.map(unpackContent)).toEqual([{ html: '<p>Hi</p>' }]);
});

test('a queue that fails does not matter, for the sweep enqueues what is still queued', async () => {
  const { accept, stored } = setUp({ queue: { enqueue: () => Promise.reject(new Error('SQS is away')) } });

  expect(await accept(body)).toEqual({ body: { id } });
  expect(stored).toHaveLength(1);
});

test('where some recipients are suppressed the rest is sent, and the answer lists them', async () => {
  const { accept, stored } = setUp({ suppressed: ['ada@example.net'] });

  expect(await accept({ ...body, to: ['Ada@example.net', 'bob@example.net'] })).toEqual({
    body: { id, suppressed: ['Ada@example.net'] },
  });
  expect(stored).toMatchObject([{ to: ['Ada@example.net', 'bob@example.net'], suppressed: ['Ada@example.net'] }]);
});

test('where every recipient is suppressed nothing is stored, and the answer lists them', async () => {
  const { accept, deeds } = setUp({ suppressed: ['ada@example.net', 'bob@example.net'] });

  await expect(accept({ ...body, bcc: 'bob@example.net' })).rejects.toMatchObject({
    errorName: 'recipient_suppressed',
    details: { extensions: { suppressed: ['ada@example.net', 'bob@example.net'] } },
  });
  expect(deeds).toEqual([]);
});

test.each<[string, Partial<AcceptParts>, string]>([
  ['a sender that is not verified', { identities: { identitiesFor: async () => [] } }, 'identity_not_verified'],
  ['a sender outside the deployment', { sendingIdentities: ['example.org'] }, 'identity_not_deployed'],
])('%s is refused before anything is stored', async (_, changed, errorName) => {
  const { accept, deeds } = setUp(changed);

  await expect(accept(body)).rejects.toMatchObject({ errorName, details: { field: 'from' } });
  expect(deeds).toEqual([]);
});

test('a key that is bound to a domain sends from it, and a verified sender elsewhere is refused before any look-up', async () => {
  const identitiesFor = jest.fn(() => Promise.resolve([identity]));
  const { accept, deeds } = setUp({ identities: { identitiesFor } });

  await expect(accept(body, {}, { domain: 'news.example.com' })).rejects.toMatchObject({
    errorName: 'domain_not_allowed_for_key',
    details: { field: 'from' },
  });
  expect(deeds).toEqual([]);
  expect(identitiesFor).not.toHaveBeenCalled();
  expect(await accept(body, {}, { domain: 'example.com' })).toEqual({ body: { id } });
});

test.each([
  [undefined, 'Did you mean shop.example.com?'],
  ['example.com', 'Did you mean shop.example.com?'],
  ['shpo.example.com', 'looked at'],
])('a key that is bound to %s is only told of domains it may send from', async (domain, message) => {
  const { accept } = setUp({
    identities: { identitiesFor: async () => [] },
    sendingIdentities: ['shop.example.com'],
  });
  const misspelled = accept({ ...body, from: 'ada@shpo.example.com' }, {}, domain === undefined ? {} : { domain });

  await expect(misspelled).rejects.toMatchObject({
    errorName: 'identity_not_verified',
    message: expect.stringContaining(message) as string,
  });
});

test('not knowing who may send is no refusal: the caller is asked to try again', async () => {
  const identitiesFor = () => Promise.reject(new IdentitiesUnknownError('stale', 60));
  const { accept, deeds } = setUp({ identities: { identitiesFor } });

  await expect(accept(body)).rejects.toMatchObject({
    errorName: 'application_error',
    details: { retryAfterSeconds: 60 },
  });
  expect(deeds).toEqual([]);
});

test('not knowing who is suppressed stores nothing', async () => {
  const failure = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  const { accept, deeds } = setUp({ suppressions: { suppressedAmong: () => Promise.reject(failure) } });

  await expect(accept(body)).rejects.toBe(failure);
  expect(deeds).toEqual([]);
});

test.each([
  ['idempotency-key', 'abc', 'Idempotency-Key'],
  ['x-batch-validation', 'strict', 'x-batch-validation'],
  ['sesame-stream', 'marketing', 'Sesame-Stream'],
])('the header %s: %s is refused and not ignored', async (name, value, field) => {
  const { accept } = setUp();

  await expect(accept(body, { [name]: value })).rejects.toMatchObject({
    errorName: 'validation_error',
    details: { field },
  });
});

test('the stream may be named', async () => {
  expect(await setUp().accept(body, { 'sesame-stream': 'transactional' })).toEqual({ body: { id } });
});
