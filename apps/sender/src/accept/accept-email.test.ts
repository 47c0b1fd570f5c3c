import { matchingAddress } from '@sesame/email';
import { IdentitiesUnknownError, type Identity } from '@sesame/identity';
import { log, type ApiRequest, type KeyHolder } from '@sesame/lambda';
import type { ShownSuppression } from '@sesame/suppression';
import { attachmentsInMemory } from '../attachments-in-memory.fixture';
import { unpackContent } from '../content';
import { acceptEmail, type AcceptParts } from './accept-email';
import { tablesInMemory } from './tables-in-memory.fixture';
import { templatesInMemory } from './templates-in-memory.fixture';

jest.spyOn(log, 'warn').mockImplementation();

const id = '01936f9e-2c00-7000-8000-0000000000ab';
const now = new Date('2026-11-22T12:00:00.000Z');
const identity: Identity = { name: 'example.com', type: 'DOMAIN', verified: true, verificationStatus: 'SUCCESS' };
const body = { from: 'Acme <orders@example.com>', to: 'ada@example.net', subject: 'Hello', html: '<p>Hi</p>' };

function setUp({ suppressed = [] as string[], ...changed }: Partial<AcceptParts> & { suppressed?: string[] } = {}) {
  const deeds: string[] = [];
  const tables = tablesInMemory();
  let ids = 0;
  const parts: AcceptParts = {
    attachments: attachmentsInMemory(),
    templates: templatesInMemory(),
    apiUrl: 'https://mail.example.com',
    emails: {
      get: (name) => tables.emails.get(name),
      putContent: (email, chunks) => (deeds.push('content'), tables.emails.putContent(email, chunks)),
      put: (email) => (deeds.push('e-mail'), tables.emails.put(email)),
    },
    claims: {
      read: (...all) => tables.claims.read(...all),
      storeWithEmail: (...all) => (deeds.push('claim and e-mail'), tables.claims.storeWithEmail(...all)),
    },
    identities: { identitiesFor: () => Promise.resolve([identity]) },
    suppressions: {
      suppressedAmong: async (addresses) => {
        const found = addresses.map(matchingAddress).filter((address) => suppressed.includes(address));
        return new Map(found.map((address) => [address, {} as ShownSuppression]));
      },
    },
    queue: {
      enqueue: async ({ id }, wait) => void deeds.push(`enqueue ${id}${wait ? ` after ${wait.seconds} s` : ''}`),
    },
    sendingIdentities: ['example.com'],
    newUnsubscribeToken: () => 'token',
    newId: () => `${id.slice(0, -1)}${'b0123456789'[ids++] ?? ''}`,
    ...changed,
  };
  const accept = (
    body: unknown,
    headers: Record<string, string> = {},
    holder: Partial<KeyHolder> = {},
    { routeKey = 'POST /emails', at = now } = {},
  ) =>
    acceptEmail(parts)({
      holder: { connection: 'own', keyId: 'key-1', permission: 'sending_access', ...holder },
      body,
      headers,
      pathParameters: {},
      query: {},
      routeKey,
      now: at,
    } satisfies ApiRequest);
  return { accept, deeds, tables };
}

test('an e-mail is stored after its content, enqueued after that, and answered with its id', async () => {
  const { accept, deeds, tables } = setUp();

  expect(await accept(body)).toEqual({ body: { id } });
  expect(deeds).toEqual(['content', 'e-mail', `enqueue ${id}`]);
  expect(tables.stored()).toMatchObject([
    { id, status: 'queued', from: 'Acme <orders@example.com>', to: ['ada@example.net'] },
  ]);
  expect(tables.stored()[0]?.due).toEqual(new Date('2026-11-22T12:01:00.000Z'));
  expect(unpackContent(tables.contentOf(id) ?? [])).toEqual({ html: '<p>Hi</p>' });
});

test.each([true, undefined] as const)(
  'the wish of a key that unconfirmed e-mail be sent again, %s, is noted',
  async (wish) => {
    const { accept, tables } = setUp();
    await accept(body, {}, wish && { resendUnconfirmed: wish });

    expect(tables.stored()[0]?.resendUnconfirmed).toBe(wish);
  },
);

test.each([
  [{}, 'key key-1'],
  [{ signedBy: 'arn:aws:sts::1:assumed-role/app/orders' }, 'arn:aws:sts::1:assumed-role/app/orders'],
])('it is kept who asked for an e-mail', async (holder, requestedBy) => {
  const { accept, tables } = setUp();
  await accept(body, {}, holder);

  expect(tables.stored()).toMatchObject([{ requestedBy }]);
});

test('a queue that fails does not matter, for the sweep enqueues what is still queued', async () => {
  const { accept, tables } = setUp({ queue: { enqueue: () => Promise.reject(new Error('SQS is away')) } });

  expect(await accept(body)).toEqual({ body: { id } });
  expect(tables.stored()).toHaveLength(1);
});

test('where some recipients are suppressed the rest is sent, and the answer lists them', async () => {
  const { accept, tables } = setUp({ suppressed: ['ada@example.net'] });

  expect(await accept({ ...body, to: ['Ada@example.net', 'bob@example.net'] })).toEqual({
    body: { id, suppressed: ['Ada@example.net'] },
  });
  expect(tables.stored()).toMatchObject([
    { to: ['Ada@example.net', 'bob@example.net'], suppressed: ['Ada@example.net'] },
  ]);
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
  await expect(accept(body, {}, { domain: 'example.com' })).resolves.toHaveProperty('body.id');
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

test.each(['', 'k'.repeat(257)])('the idempotency key "%s" is refused', async (key) => {
  await expect(setUp().accept(body, { 'idempotency-key': key })).rejects.toMatchObject({
    errorName: 'invalid_idempotency_key',
  });
});

test.each([
  ['x-batch-validation', 'strict', 'x-batch-validation'],
  ['sesame-stream', 'newsletter', 'Sesame-Stream'],
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

test.each<[string, object, Record<string, string>]>([
  ['the header', {}, { 'sesame-stream': 'marketing' }],
  ['the field', { stream: 'marketing' }, {}],
  ['both', { stream: 'marketing' }, { 'sesame-stream': 'marketing' }],
])('marketing mail is asked for by %s, and has a secret to unsubscribe with', async (_, asked, headers) => {
  const { accept, tables } = setUp();
  await accept({ ...body, ...asked }, headers);
  await accept(body);

  expect(tables.stored()).toMatchObject([
    { stream: 'marketing', unsubscribeToken: 'token' },
    { stream: 'transactional', unsubscribeToken: undefined },
  ]);
});

test('marketing mail to two recipients is refused, and so is a field that differs from the header', async () => {
  const { accept, deeds } = setUp();

  await expect(accept({ ...body, cc: 'bob@example.net', stream: 'marketing' })).rejects.toMatchObject({
    errorName: 'validation_error',
    message: expect.stringContaining('POST /emails/batch') as string,
    details: { field: 'to', reason: 'one_recipient' },
  });
  await expect(accept({ ...body, stream: 'transactional' }, { 'sesame-stream': 'marketing' })).rejects.toMatchObject({
    details: { field: 'stream' },
  });
  expect(deeds).toEqual([]);
});

describe('with scheduled_at', () => {
  test('an e-mail whose time is far is stored and not enqueued, and one whose time is near is seen then', async () => {
    const { accept, deeds, tables } = setUp();
    await accept({ ...body, scheduled_at: 'in 3 hours' });
    await accept({ ...body, scheduled_at: '2026-11-22T12:00:29.5Z' });

    expect(tables.stored()).toMatchObject([
      { status: 'scheduled', scheduledAt: new Date('2026-11-22T15:00:00Z'), due: new Date('2026-11-22T14:58:00Z') },
      { status: 'scheduled', scheduledAt: new Date('2026-11-22T12:00:29.5Z') },
    ]);
    expect(deeds.filter((deed) => deed.startsWith('enqueue'))).toEqual([expect.stringMatching(/ after 29 s$/)]);
  });

  test.each([
    ['tomorrow', 'in 5 minutes'],
    ['2026-11-22T11:00:00Z', 'over'],
    ['in 31 days', '30 days'],
  ])('%s is refused and says so', async (scheduled_at, sentence) => {
    const { accept, deeds } = setUp();

    await expect(accept({ ...body, scheduled_at })).rejects.toMatchObject({
      errorName: 'validation_error',
      message: expect.stringMatching(`"scheduled_at": .*${sentence}`) as string,
      details: { field: 'scheduled_at' },
    });
    expect(deeds).toEqual([]);
  });

  test.each(['in 5 minutes', '2026-11-22T12:05:00Z'])(
    '%s with a key is answered as it was when it is repeated after its time',
    async (scheduled_at) => {
      const { accept, tables } = setUp();
      const keyed = { 'idempotency-key': 'order/4711' };
      const first = await accept({ ...body, scheduled_at }, keyed);
      const later = { at: new Date('2026-11-22T13:00:00Z') };

      expect(await accept({ ...body, scheduled_at }, keyed, {}, later)).toEqual(first);
      expect(tables.stored()).toHaveLength(1);
    },
  );
});

describe('with an idempotency key', () => {
  const keyed = { 'idempotency-key': 'order/4711' };
  const day = 24 * 60 * 60_000;

  test('the same request is answered as the first one was, and enqueued again for as long as it is queued', async () => {
    const { accept, deeds, tables } = setUp();

    const first = await accept(body, keyed);
    expect(await accept(body, keyed)).toEqual(first);
    expect(deeds).toEqual(['content', 'claim and e-mail', `enqueue ${id}`, `enqueue ${id}`]);

    tables.change(id, { status: 'sent' });
    expect(await accept(body, keyed)).toEqual(first);
    expect(deeds).toHaveLength(4);
    expect(tables.stored()).toHaveLength(1);
  });

  test('the answer stays what it was, although the recipient has been suppressed and the sender removed since', async () => {
    const suppressed = ['ada@example.net'];
    const known = [identity];
    const { accept } = setUp({ suppressed, identities: { identitiesFor: async () => known } });
    const message = { ...body, to: ['ada@example.net', 'bob@example.net'] };
    const first = await accept(message, keyed);

    suppressed.push('bob@example.net');
    known.pop();

    expect(first).toEqual({ body: { id, suppressed: ['ada@example.net'] } });
    expect(await accept(message, keyed)).toEqual(first);
    await expect(accept(message)).rejects.toMatchObject({ errorName: 'identity_not_verified' });
  });

  test.each<[string, object, Record<string, string>, object]>([
    ['another body', { ...body, subject: 'Bye' }, {}, {}],
    ['another route', body, {}, { routeKey: 'POST /emails/batch' }],
  ])('%s with the same key is refused, and nothing is stored', async (_, other, headers, more) => {
    const { accept, tables } = setUp();
    await accept(body, keyed);

    await expect(accept(other, { ...keyed, ...headers }, {}, more)).rejects.toMatchObject({
      errorName: 'invalid_idempotent_request',
    });
    expect(tables.stored()).toHaveLength(1);
  });

  test('another connection has keys of its own', async () => {
    const { accept, tables } = setUp();
    await accept(body, keyed);
    await accept(body, keyed, { connection: 'theirs' });

    expect(tables.stored().map(({ connection }) => connection)).toEqual(['own', 'theirs']);
  });

  test('a refused request leaves its key free', async () => {
    const suppressed = ['ada@example.net'];
    const { accept, tables } = setUp({ suppressed });
    await expect(accept(body, keyed)).rejects.toMatchObject({ errorName: 'recipient_suppressed' });
    await expect(accept({ ...body, to: 'nobody' }, keyed)).rejects.toMatchObject({ errorName: 'validation_error' });
    expect(tables.claimed()).toEqual([]);

    suppressed.pop();
    expect(await accept(body, keyed)).toMatchObject({ body: { id: expect.any(String) as string } });
  });

  test('a key counts for 24 hours, whenever DynamoDB deletes its claim', async () => {
    const { accept, tables } = setUp();
    const first = await accept(body, keyed);

    expect(await accept(body, keyed, {}, { at: new Date(now.getTime() + day - 1_000) })).toEqual(first);
    expect(await accept(body, keyed, {}, { at: new Date(now.getTime() + day) })).not.toEqual(first);
    expect(tables.stored()).toHaveLength(2);
  });

  test('who loses the transaction answers what the winner did', async () => {
    const { accept, tables } = setUp();
    const answers = await Promise.all(Array.from({ length: 4 }, () => accept(body, keyed)));

    expect(tables.stored()).toHaveLength(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ body: { id } })]),
    );
  });

  test('what the stored e-mail has come to may fail to be read: the answer is known', async () => {
    const { accept, tables } = setUp();
    const first = await accept(body, keyed);
    tables.emails.get = () => Promise.reject(new Error('away'));

    expect(await accept(body, keyed)).toEqual(first);
  });

  test('a claim that cannot be read is no claim that is absent', async () => {
    const { accept, deeds, tables } = setUp();
    tables.claims.read = () => Promise.reject(new Error('away'));

    await expect(accept(body, keyed)).rejects.toThrow('away');
    expect(deeds).toEqual([]);
  });
});
