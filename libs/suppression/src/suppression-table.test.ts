import {
  BatchGetCommand,
  GetCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { isUuid } from '@sesame/email';
import fc from 'fast-check';
import { entryKey } from './entry-key';
import { origins, type Fact } from './suppression-fact';
import { merge, shown, stateOfFact, stateOfRemoval, type SuppressionState } from './suppression-state';
import { suppressionTable, type SuppressionTable } from './suppression-table';
import { tableOnDynalite } from './table-on-dynalite';

let store: Awaited<ReturnType<typeof tableOnDynalite>>;
let suppressions: SuppressionTable;
let calls: unknown[];

beforeAll(async () => {
  store = await tableOnDynalite();
});
afterAll(() => store.stop());
beforeEach(() => {
  calls = [];
  suppressions = suppressionTable({ ...store.access, dynamoDb: counted(store.access.dynamoDb) });
});

const connection = 'own';
const now = new Date('2026-11-22T10:00:00.000Z');
const at = (milliseconds: number) => new Date(now.getTime() + milliseconds);
let sequence = 0;
/** A fact about an address that no other test has. */
const bounceOf = (fact: Partial<Fact> = {}): Fact => ({
  connection,
  scope: 'all',
  address: `Jane.${(sequence += 1)}@example.com`,
  origin: 'bounce',
  time: now,
  feedbackId: 'feedback',
  ...fact,
});

test('a bounce puts an address on the list by one UpdateItem', async () => {
  const fact = bounceOf({ sourceId: '01a202b2-c57b-7fff-bfff-ffffffffffff' });
  await expect(suppressions.add(fact)).resolves.toBe('added');
  expect(calls).toEqual([expect.any(UpdateCommand)]);

  const entry = await suppressions.get(fact.address.toUpperCase(), { connection });
  expect(entry?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8/);
  expect(entry).toEqual({
    id: entry?.id,
    email: fact.address,
    origin: 'bounce',
    createdAt: now,
    feedbackId: 'feedback',
    sourceId: '01a202b2-c57b-7fff-bfff-ffffffffffff',
  });
  await expect(suppressions.get(entry?.id.toUpperCase() ?? '', { connection })).resolves.toEqual(entry);
});

test('the same bounce again and an older one change nothing', async () => {
  const fact = bounceOf();
  await suppressions.add(fact);
  await expect(suppressions.add(fact)).resolves.toBe('unchanged');
  await expect(suppressions.add({ ...fact, time: at(-1), address: fact.address.toUpperCase() })).resolves.toBe(
    'unchanged',
  );
  await expect(suppressions.get(fact.address, { connection })).resolves.toMatchObject({ email: fact.address });
});

test('a removed address is gone from everywhere, stays removed when old feedback comes again, and returns by newer', async () => {
  const fact = bounceOf({ time: at(60_000) });
  await suppressions.add(fact);
  const { id } = (await suppressions.get(fact.address, { connection })) ?? { id: '' };

  await expect(suppressions.remove(id, { connection, now })).resolves.toEqual({ id, removedAt: at(60_001) });
  await expect(suppressions.get(id, { connection })).resolves.toBeUndefined();
  await expect(suppressions.get(fact.address, { connection })).resolves.toBeUndefined();
  await expect(suppressions.remove(fact.address, { connection, now })).resolves.toBeUndefined();

  await expect(suppressions.add(fact)).resolves.toBe('unchanged');
  await expect(suppressions.add({ ...fact, origin: 'complaint' })).resolves.toBe('unchanged');
  await expect(suppressions.get(fact.address, { connection })).resolves.toBeUndefined();

  await expect(suppressions.add({ ...fact, time: at(60_002) })).resolves.toBe('added');
  await expect(suppressions.get(id, { connection })).resolves.toMatchObject({ id, createdAt: at(60_002) });
});

test('who removed an address is kept beside when, until it is removed again', async () => {
  const fact = bounceOf();
  const removedBy = async () => {
    const Key = { pk: entryKey(connection, 'all', fact.address).pk, sk: 'entry' };
    return (await store.access.dynamoDb.send(new GetCommand({ TableName: store.access.tableName, Key }))).Item?.[
      'removed_by'
    ] as unknown;
  };
  await suppressions.add(fact);
  await suppressions.remove(fact.address, { connection, now, by: 'key 1' });
  expect(await removedBy()).toBe('key 1');
  await suppressions.addManual(fact.address, { connection, now });
  expect(await removedBy()).toBe('key 1');
  await suppressions.remove(fact.address, { connection, now });
  expect(await removedBy()).toBeUndefined();
});

test('an address added by hand is on the list at once, also after a removal that lies in the future', async () => {
  const fact = bounceOf({ time: at(60_000) });
  const { id } = await suppressions.addManual(fact.address, { connection, now });
  expect(isUuid(id)).toBe(true);
  await suppressions.add(fact);
  await suppressions.remove(id, { connection, now });

  await expect(suppressions.addManual(fact.address, { connection, now })).resolves.toEqual({ id });
  await expect(suppressions.get(id, { connection })).resolves.toMatchObject({
    origin: 'manual',
    createdAt: at(60_002),
  });
  await expect(suppressions.addManual(fact.address, { connection, now })).resolves.toEqual({ id });
});

test('an address that was never on the list cannot be removed, and nothing is written', async () => {
  await expect(suppressions.remove('nobody@example.com', { connection, now })).resolves.toBeUndefined();
  expect(calls.some((call) => call instanceof UpdateCommand)).toBe(false);
});

test('a connection sees nothing of another', async () => {
  const fact = bounceOf({ connection: 'other' });
  await suppressions.add(fact);
  await expect(suppressions.get(fact.address, { connection })).resolves.toBeUndefined();
  await expect(suppressions.get(fact.address, { connection: 'other' })).resolves.toBeDefined();
  await expect(suppressions.suppressedAmong([fact.address], { connection, stream: 'marketing' })).resolves.toEqual(
    new Map(),
  );
});

describe('suppressedAmong', () => {
  test('fifty addresses are one consistent BatchGetItem', async () => {
    const fact = bounceOf();
    await suppressions.add(fact);
    calls = [];
    const others = Array.from({ length: 49 }, (_, index) => `john.${index}@example.com`);
    const asked = [fact.address.toUpperCase(), ...others, fact.address];
    const suppressed = await suppressions.suppressedAmong(asked, { connection, stream: 'transactional' });
    expect([...suppressed.keys()]).toEqual([fact.address.toLowerCase()]);
    expect(calls).toHaveLength(1);
    const [call] = calls;
    const [request] = call instanceof BatchGetCommand ? Object.values(call.input.RequestItems ?? {}) : [];
    expect(request).toMatchObject({ ConsistentRead: true });
    expect(request?.Keys).toHaveLength(100);
  });

  test('an address suppressed for one stream gets the mail of the other', async () => {
    const fact = bounceOf({ scope: 'marketing' });
    await suppressions.add(fact);
    const among = (stream: 'marketing' | 'transactional') =>
      suppressions.suppressedAmong([fact.address], { connection, stream });
    expect((await among('marketing')).size).toBe(1);
    expect((await among('transactional')).size).toBe(0);
  });

  test('the weightier of two entries of one address is told', async () => {
    const fact = bounceOf({ scope: 'marketing', origin: 'complaint' });
    await suppressions.add(fact);
    await suppressions.add({ ...fact, scope: 'all', origin: 'bounce' });
    const suppressed = await suppressions.suppressedAmong([fact.address], { connection, stream: 'marketing' });
    expect(suppressed.get(fact.address.toLowerCase())?.origin).toBe('complaint');
  });

  test('no address needs no call, and more than fifty are refused', async () => {
    await expect(suppressions.suppressedAmong([], { connection, stream: 'marketing' })).resolves.toEqual(new Map());
    expect(calls).toEqual([]);
    const many = Array.from({ length: 51 }, (_, index) => `john.${index}@example.com`);
    await expect(suppressions.suppressedAmong(many, { connection, stream: 'marketing' })).rejects.toThrow(RangeError);
  });

  test.each([
    [49, 1],
    [50, 2],
  ])('an item of another table comes along, with %i addresses in %i calls', async (count, expected) => {
    const [fact, companion] = [bounceOf(), bounceOf()];
    await suppressions.add(fact);
    const others = Array.from({ length: count - 1 }, (_, index) => `john.${index}@example.com`);
    const { dynamoDb, tableName } = store.access;
    const send: unknown = async (command: unknown) => {
      calls.push(command);
      if (!(command instanceof BatchGetCommand)) throw new Error('It asks by BatchGetItem');
      const { [tableName]: entries, streams } = command.input.RequestItems ?? {};
      const read = entries && (await dynamoDb.send(new BatchGetCommand({ RequestItems: { [tableName]: entries } })));
      return { Responses: { ...read?.Responses, ...(streams && { streams: [companion] }) } };
    };
    const table = suppressionTable({ tableName, dynamoDb: { send } as DynamoDBDocumentClient });
    calls = [];
    const found = await table.suppressedAmongAndCompanion([fact.address, ...others], {
      ...{ connection, stream: 'marketing' },
      companion: { tableName: 'streams', key: { pk: 'own', sk: 'stream#marketing' } },
    });

    expect([...found.suppressed.keys()]).toEqual([fact.address.toLowerCase()]);
    expect(found.companion).toEqual(companion);
    expect(calls).toHaveLength(expected);
  });

  test('keys left unprocessed are asked for again, and an answer that stays away is an error', async () => {
    const fact = bounceOf();
    await suppressions.add(fact);
    const leaving = (times: number) =>
      suppressionTable({ ...store.access, dynamoDb: leavingUnprocessed(store.access.dynamoDb, times) });
    const options = { connection, stream: 'transactional' } as const;

    expect((await leaving(2).suppressedAmong([fact.address], options)).size).toBe(1);
    await expect(leaving(3).suppressedAmong([fact.address], options)).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
    });
  });
});

describe('list', () => {
  const listed = 'listed';
  let ids: string[];

  beforeAll(async () => {
    const table = suppressionTable(store.access);
    for (let index = 0; index < 12; index += 1) {
      await table.add(bounceOf({ connection: listed, origin: index % 4 === 0 ? 'complaint' : 'bounce' }));
    }
    const removed = bounceOf({ connection: listed });
    await table.add(removed);
    await table.remove(removed.address, { connection: listed, now });
    ids = (await table.list({ connection: listed, limit: 100 })).entries.map(({ id }) => id);
  });

  test('every live entry is listed once, in the order of ids', () => {
    expect(ids).toHaveLength(12);
    expect(ids).toEqual([...ids].sort());
  });

  test('pages in both directions make the same list, and the last one knows that it is', async () => {
    for (const limit of [1, 3, 4, 12]) {
      const forwards: string[] = [];
      for (let hasMore = true; hasMore;) {
        const after = forwards.at(-1);
        const page = await suppressions.list({ connection: listed, limit, ...(after !== undefined && { after }) });
        forwards.push(...page.entries.map(({ id }) => id));
        hasMore = page.hasMore;
      }
      expect(forwards).toEqual(ids);

      const backwards: string[] = [];
      for (let hasMore = true; hasMore;) {
        const before = backwards[0] ?? 'ffffffff-ffff-8fff-bfff-ffffffffffff';
        const page = await suppressions.list({ connection: listed, limit, before });
        backwards.unshift(...page.entries.map(({ id }) => id));
        hasMore = page.hasMore;
      }
      expect(backwards).toEqual(ids);
    }
  });

  test('a page without a filter is one query a partition', async () => {
    await suppressions.list({ connection: listed, limit: 3 });
    expect(calls.filter((call) => call instanceof QueryCommand)).toHaveLength(4);
  });

  test('only entries that show an origin are listed under it', async () => {
    const complaints = await suppressions.list({ connection: listed, limit: 2, origin: 'complaint' });
    expect(complaints.entries.map(({ origin }) => origin)).toEqual(['complaint', 'complaint']);
    expect(complaints.hasMore).toBe(true);
    const [, last] = complaints.entries;
    const rest = await suppressions.list({ connection: listed, limit: 2, origin: 'complaint', after: last?.id ?? '' });
    expect(rest).toMatchObject({ entries: [{ origin: 'complaint' }], hasMore: false });
    await expect(suppressions.list({ connection: listed, limit: 2, origin: 'manual' })).resolves.toEqual({
      entries: [],
      hasMore: false,
    });
  });
});

test('concurrent facts and removals in any order leave the table as the merge of them all', async () => {
  const spelling = fc.constantFrom('jane', 'Jane', 'JANE');
  const factOf = fc.record({
    spelling,
    origin: fc.constantFrom(...origins),
    time: fc.integer({ min: -3, max: 3 }).map(at),
    feedbackId: fc.constantFrom('a', 'b'),
  });
  const step = fc.oneof({ weight: 4, arbitrary: factOf }, { weight: 2, arbitrary: fc.constant('remove' as const) });

  const wave = fc.array(step, { minLength: 1, maxLength: 5 });

  await fc.assert(
    fc.asyncProperty(fc.array(wave, { minLength: 2, maxLength: 4 }), async (waves) => {
      const domain = `${(sequence += 1)}.example`;
      const said: SuppressionState[] = [];
      const does = async (each: (typeof waves)[number][number]) => {
        if (each === 'remove') {
          const removed = await suppressions.remove(`jane@${domain}`, { connection: 'law', now });
          if (removed) said.push(stateOfRemoval(removed.removedAt));
          return;
        }
        const { spelling, ...rest } = each;
        const fact: Fact = { connection: 'law', scope: 'all', address: `${spelling}@${domain}`, ...rest };
        said.push(stateOfFact(fact));
        await suppressions.add(fact);
      };
      for (const steps of waves) await Promise.all(steps.map(does));
      await Promise.all(
        waves
          .flat()
          .filter((each) => each !== 'remove')
          .map(does),
      );

      const expected = said.reduce(merge, {});
      const entry = (await store.entries()).find(({ pk }) => pk === entryKey('law', 'all', `jane@${domain}`).pk);
      expect(entry?.state ?? {}).toEqual(expected);
      expect(entry?.isIndexed ?? false).toBe(shown(expected) !== undefined);
    }),
    { numRuns: 40 },
  );
}, 60_000);

function counted(dynamoDb: DynamoDBDocumentClient): DynamoDBDocumentClient {
  return sendingThrough(dynamoDb, (command, send) => {
    calls.push(command);
    return send(command);
  });
}

function leavingUnprocessed(dynamoDb: DynamoDBDocumentClient, times: number): DynamoDBDocumentClient {
  let left = times;
  return sendingThrough(dynamoDb, (command, send) => {
    if (!(command instanceof BatchGetCommand) || left === 0) return send(command);
    left -= 1;
    return Promise.resolve({ Responses: {}, UnprocessedKeys: command.input.RequestItems });
  });
}

type Send = (command: unknown) => Promise<unknown>;

function sendingThrough(
  dynamoDb: DynamoDBDocumentClient,
  through: (command: unknown, send: Send) => Promise<unknown>,
): DynamoDBDocumentClient {
  const send = dynamoDb.send.bind(dynamoDb) as Send;
  return new Proxy(dynamoDb, {
    get: (target, property): unknown =>
      property === 'send' ? (command: unknown) => through(command, send) : Reflect.get(target, property, target),
  });
}
