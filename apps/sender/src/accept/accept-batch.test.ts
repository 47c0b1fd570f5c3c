import { matchingAddress } from '@sesame/email';
import type { Identity } from '@sesame/identity';
import { log, type ApiRequest } from '@sesame/lambda';
import type { ShownSuppression } from '@sesame/suppression';
import type { PublishedTemplate } from '@sesame/template';
import { attachmentsInMemory } from '../attachments-in-memory.fixture';
import { unpackContent } from '../content';
import type { Enqueued } from '../send-queue-batch';
import { acceptBatch, type AcceptBatchParts } from './accept-batch';
import { isBatchClaim } from './claim';
import { tablesInMemory } from './tables-in-memory.fixture';
import { templatesInMemory } from './templates-in-memory.fixture';

jest.spyOn(log, 'warn').mockImplementation();

const now = new Date('2026-11-22T12:00:00.000Z');
const identity: Identity = { name: 'example.com', type: 'DOMAIN', verified: true, verificationStatus: 'SUCCESS' };
const entry = (to: string, changed: object = {}) => ({
  from: 'a@example.com',
  to,
  subject: 'Hello',
  text: to,
  ...changed,
});
const good = [entry('ada@example.net'), entry('bob@example.net')];
const bad = entry('nobody');
const news: PublishedTemplate = {
  ...{ id: '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7', version: 1, versionId: 'n1' },
  content: { text: '{{unsubscribe_url}}', replyTo: [], variables: [] },
};
const keyed = { 'idempotency-key': 'batch/4711' };
const permissive = { 'x-batch-validation': 'permissive' };

function setUp({ suppressed = [] as string[] } = {}) {
  const tables = tablesInMemory();
  const enqueued: Enqueued[] = [];
  const lookUps: string[][] = [];
  let ids = 0;
  let tokens = 0;
  const parts: AcceptBatchParts = {
    batches: {
      putContents: (all) => tables.batches.putContents(all),
      putAll: (all) => tables.batches.putAll(all),
    },
    claims: tables.claims,
    attachments: attachmentsInMemory(),
    templates: templatesInMemory({ news }),
    apiUrl: 'https://mail.example.com',
    identities: { identitiesFor: async () => [identity] },
    suppressions: {
      suppressedAmong: async (addresses, { stream }) => {
        lookUps.push([stream, ...addresses]);
        const found = addresses.map(matchingAddress).filter((address) => suppressed.includes(address));
        return new Map(found.map((address) => [address, {} as ShownSuppression]));
      },
    },
    sendQueues: { enqueueAll: async (all) => void enqueued.push(...all) },
    sendingIdentities: ['example.com'],
    newId: () => `01936f9e-2c00-7000-8000-${String(ids++).padStart(12, '0')}`,
    newUnsubscribeToken: () => `token-${tokens++}`,
  };
  const accept = async (body: unknown, headers: Record<string, string> = {}, at = now) => {
    const { body: answer } = await acceptBatch(parts)({
      holder: { connection: 'own', keyId: 'key-1', permission: 'sending_access' },
      ...{ body, headers, pathParameters: {}, query: {}, routeKey: 'POST /emails/batch', now: at },
    } satisfies ApiRequest);
    return answer as { data: { id: string; suppressed?: string[] }[]; errors?: object[] };
  };
  return { accept, tables, enqueued, lookUps };
}
const seconds = (count: number) => new Date(now.getTime() + count * 1_000);

test('every e-mail of a batch is stored with its content, enqueued, and answered with its id in the order of the entries', async () => {
  const { accept, tables, enqueued } = setUp();
  const { data, errors } = await accept(good);

  const stored = tables.stored();
  expect(stored.map(({ to }) => to[0])).toEqual(['ada@example.net', 'bob@example.net']);
  expect(data).toEqual(stored.map(({ id }) => ({ id })));
  expect(errors).toBeUndefined();
  expect(enqueued.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
  expect(stored.map(({ id }) => tables.contentOf(id)?.length)).toEqual([1, 1]);
  expect(tables.claimed()).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, ''],
  ['one e-mail that is not in a list', entry('ada@example.net'), ''],
  ['an empty list', [], ''],
  ['101 e-mails', Array.from({ length: 101 }, () => entry('ada@example.net')), ''],
])('%s is no batch', async (_, body) => {
  await expect(setUp().accept(body, permissive)).rejects.toMatchObject({ errorName: 'validation_error' });
});

test('the header x-batch-validation must be one of its two words', async () => {
  await expect(setUp().accept(good, { 'x-batch-validation': 'lax' })).rejects.toMatchObject({
    details: { field: 'x-batch-validation' },
  });
});

describe('one bad entry', () => {
  test.each<[string, object, object]>([
    ['that is malformed', bad, { errorName: 'validation_error', details: { field: '[1].to' } }],
    [
      'with attachments',
      entry('ada@example.net', { attachments: [] }),
      { errorName: 'validation_error', details: { field: '[1].attachments' } },
    ],
    [
      'from somebody else',
      entry('ada@example.net', { from: 'a@example.org' }),
      { errorName: 'identity_not_verified', details: { field: '[1].from' } },
    ],
    [
      'to somebody suppressed',
      entry('gone@example.net'),
      { errorName: 'recipient_suppressed', details: { extensions: { suppressed: ['gone@example.net'] } } },
    ],
  ])(
    '%s refuses a strict batch, and says which it is; of a permissive one the rest is sent',
    async (_, wrong, refusal) => {
      const { accept, tables, enqueued } = setUp({ suppressed: ['gone@example.net'] });
      const batch = [good[0], wrong, good[1]];

      const strict = accept(batch, keyed);
      await expect(strict).rejects.toMatchObject(refusal);
      await expect(strict).rejects.toMatchObject({
        message: expect.stringContaining('entry 1') as string,
        details: { extensions: { index: 1 } },
      });
      expect([...tables.stored(), ...tables.claimed(), ...enqueued]).toEqual([]);

      const answer = await accept(batch, { ...keyed, ...permissive });
      expect(answer.data.map(({ id }) => id)).toEqual(tables.stored().map(({ id }) => id));
      expect(answer.errors).toEqual([{ index: 1, message: expect.any(String) as string }]);
      expect(tables.stored()).toHaveLength(2);
    },
  );

  test('is told with all others that are wrong', async () => {
    await expect(setUp().accept([bad, good[0], { ...bad, subject: '' }])).rejects.toMatchObject({
      details: { errors: [{ field: '[0].to' }, { field: '[2].to' }, { field: '[2].subject' }] },
    });
  });
});

test('a permissive batch of bad entries sends nothing and leaves its key free', async () => {
  const { accept, tables } = setUp();

  expect(await accept([bad], { ...keyed, ...permissive })).toMatchObject({ data: [], errors: [{ index: 0 }] });
  expect(tables.claimed()).toEqual([]);
});

test('the recipients of all entries of a stream are looked up fifty at a time, each once', async () => {
  const { accept, lookUps } = setUp();
  const to = (n: number) => `r${n % 60}@example.net`;
  await accept(Array.from({ length: 70 }, (_, n) => entry(to(n))));
  await accept([entry('ada@example.net', { stream: 'marketing' }), entry('ada@example.net')]);

  expect(lookUps.map(([stream, ...addresses]) => [stream, addresses.length])).toEqual([
    ['transactional', 50],
    ['transactional', 10],
    ['transactional', 1],
    ['marketing', 1],
  ]);
});

test('each entry has its own stream and time, and the header speaks for those that name none', async () => {
  const { accept, tables, enqueued } = setUp();
  const far = entry('ada@example.net', { scheduled_at: 'in 3 hours' });
  await accept([...good, far, entry('cyd@example.net', { scheduled_at: 'in 1 minute' })], {
    'sesame-stream': 'marketing',
  });

  expect(tables.stored().map(({ stream, status }) => [stream, status])).toEqual([
    ['marketing', 'queued'],
    ['marketing', 'queued'],
    ['marketing', 'scheduled'],
    ['marketing', 'scheduled'],
  ]);
  const tokens = tables.stored().map(({ unsubscribeToken = '' }) => unsubscribeToken);
  expect(tokens.every((token) => /^[\w-]{22}$/.test(token))).toBe(true);
  expect(new Set(tokens).size).toBe(4);
  expect(enqueued.map(({ wait }) => wait)).toEqual([undefined, undefined, { seconds: 60 }]);
});

describe('with an idempotency key', () => {
  test('the same batch is answered as the first one was, whatever has changed since', async () => {
    const suppressed = ['gone@example.net'];
    const { accept, tables, enqueued } = setUp({ suppressed });
    const batch = [entry('ada@example.net', { cc: ['gone@example.net'] }), bad, good[1]];
    const first = await accept(batch, { ...keyed, ...permissive });
    suppressed.push('ada@example.net', 'bob@example.net');

    expect(first.data[0]).toEqual({ id: expect.any(String) as string, suppressed: ['gone@example.net'] });
    expect(await accept(batch, { ...keyed, ...permissive }, seconds(3_600))).toEqual(first);
    expect(tables.stored()).toHaveLength(2);
    expect(enqueued).toHaveLength(2);
  });

  test.each<[string, unknown, Record<string, string>]>([
    ['another entry', [good[0], entry('cyd@example.net')], {}],
    ['another order', [good[1], good[0]], {}],
    ['fewer entries', [good[0]], {}],
    ['another validation', good, permissive],
    ['another stream', good, { 'sesame-stream': 'marketing' }],
  ])('%s is another request', async (_, body, headers) => {
    const { accept, tables } = setUp();
    await accept(good, keyed);

    await expect(accept(body, { ...keyed, ...headers })).rejects.toMatchObject({
      errorName: 'invalid_idempotent_request',
    });
    expect(tables.stored()).toHaveLength(2);
  });

  test('while one request is at work another is told when to ask again; after its lease that one goes on with the same ids', async () => {
    const { accept, tables, enqueued } = setUp();
    const putAll = tables.batches.putAll;
    tables.batches.putAll = async ([first]) => {
      if (first) await putAll([first]);
      throw new Error('killed');
    };
    await expect(accept(good, keyed)).rejects.toThrow('killed');
    tables.batches.putAll = putAll;
    const [survivor] = tables.stored();
    tables.change(survivor?.id ?? '', { status: 'sent' });

    await expect(accept(good, keyed, seconds(12))).rejects.toMatchObject({
      errorName: 'concurrent_idempotent_requests',
      details: { retryAfterSeconds: 18 },
    });
    const answer = await accept(good, keyed, seconds(31));

    const stored = tables.stored();
    expect(answer.data).toEqual(stored.map(({ id }) => ({ id })));
    expect(stored.map(({ status }) => status)).toEqual(['sent', 'queued']);
    expect(enqueued.map(({ id }) => id)).toContain(stored[1]?.id);
    expect(await accept(good, keyed, seconds(32))).toEqual(answer);
  });

  test('who goes on with a batch makes the same links to unsubscribe, so that each e-mail holds its own', async () => {
    const { accept, tables } = setUp();
    const headers = { ...keyed, 'sesame-stream': 'marketing' };
    const batch = ['ada@example.net', 'bob@example.net'].map((to) =>
      entry(to, { text: undefined, template: { id: 'news' } }),
    );
    const putAll = tables.batches.putAll;
    tables.batches.putAll = async ([first]) => {
      if (first) await putAll([first]);
      throw new Error('killed');
    };
    await expect(accept(batch, headers)).rejects.toThrow('killed');
    tables.batches.putAll = putAll;
    await accept(batch, headers, seconds(31));

    const links = tables.stored().map(({ id }) => unpackContent(tables.contentOf(id) ?? []).text);
    expect(links).toHaveLength(2);
    expect(links).toEqual(
      tables
        .stored()
        .map(({ id, unsubscribeToken }) => `https://mail.example.com/unsubscribe/${id}.${unsubscribeToken}`),
    );
  });

  test('a claim is small whatever the entries hold', async () => {
    const { accept, tables } = setUp();
    const many = Array.from({ length: 99 }, () => ({ ['x'.repeat(40_000)]: 1 }));
    const nested = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    await accept([good[0], ...many], { ...keyed, ...permissive });
    await accept([good[0], nested], { 'idempotency-key': 'nested', ...permissive });

    const claims = tables.claimed().filter(isBatchClaim);
    expect(claims.map(({ batch }) => batch.errors.length)).toEqual([99, 1]);
    expect(JSON.stringify(claims).length).toBeLessThan(100_000);
  });
});
