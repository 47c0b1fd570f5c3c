import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { entryKey } from './entry-key';
import { suppressionTable, type SuppressionTable } from './suppression-table';
import { tableOnDynalite } from './table-on-dynalite';
import { unsubscriptions, type Subscriber, type Unsubscriptions } from './unsubscriptions';

let store: Awaited<ReturnType<typeof tableOnDynalite>>;
let suppressions: SuppressionTable;
let unsubscribes: Unsubscriptions;

beforeAll(async () => {
  store = await tableOnDynalite();
  suppressions = suppressionTable(store.access);
  unsubscribes = unsubscriptions(store.access);
});
afterAll(() => store.stop());

const connection = 'own';
const now = new Date('2026-11-22T10:00:00.000Z');
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
let count = 0;
const subscriber = (changed: Partial<Subscriber> = {}): Subscriber => {
  count += 1;
  const emailId = `01936f9e-2c00-7000-8000-${String(count).padStart(12, '0')}`;
  return { connection, stream: 'marketing', address: `Jane.${count}@example.com`, emailId, ...changed };
};
const keptFrom = async ({ address }: Subscriber, stream: 'marketing' | 'transactional') =>
  (await suppressions.suppressedAmong([address], { connection, stream })).size === 1;

test('who unsubscribes gets no more of that stream, and everything else; the list says so', async () => {
  const reader = subscriber();
  expect(await unsubscribes.find(reader)).toEqual({ status: 'subscribed' });
  const since = { status: 'unsubscribed', by: 'this-email', since: now };
  expect(await unsubscribes.add(reader, now)).toEqual(since);
  expect(await unsubscribes.add(reader, later(5))).toEqual(since);

  expect(await keptFrom(reader, 'marketing')).toBe(true);
  expect(await keptFrom(reader, 'transactional')).toBe(false);
  const entry = await suppressions.get(reader.address, { connection });
  expect(entry).toMatchObject({
    email: reader.address,
    stream: 'marketing',
    origin: 'manual',
    reason: { code: 'unsubscribed' },
    sourceId: reader.emailId,
    createdAt: now,
  });
  expect(await suppressions.get(entry?.id ?? '', { connection })).toEqual(entry);
});

test('it is taken back by the e-mail that did it, and can be done again', async () => {
  const reader = subscriber();
  await unsubscribes.add(reader, now);
  const another = { ...reader, emailId: '01936f9e-2c00-7000-8000-ffffffffffff' };
  expect(await unsubscribes.remove(another, later(1))).toMatchObject({ by: 'another-email' });
  expect(await keptFrom(reader, 'marketing')).toBe(true);

  expect(await unsubscribes.remove(reader, later(1))).toEqual({ status: 'subscribed' });
  expect(await unsubscribes.remove(reader, later(2))).toEqual({ status: 'subscribed' });
  expect(await keptFrom(reader, 'marketing')).toBe(false);
  expect(await unsubscribes.add(another, later(1))).toMatchObject({ by: 'this-email', since: later(2) });
  expect(await keptFrom(reader, 'marketing')).toBe(true);
});

test('of many at once one unsubscribe stands', async () => {
  const reader = subscriber();
  const readers = Array.from({ length: 8 }, (_, n) => ({ ...reader, emailId: `${reader.emailId.slice(0, -1)}${n}` }));
  const outcomes = await Promise.all(readers.map((one, n) => unsubscribes.add(one, later(n))));
  expect(outcomes.every(({ status }) => status === 'unsubscribed')).toBe(true);
  const stands = await Promise.all(readers.map((one) => unsubscribes.find(one)));
  expect(stands.filter((one) => one.status === 'unsubscribed' && one.by === 'this-email')).toHaveLength(1);
});

test('an address names its entry for all mail first; removing that of a stream tells SES nothing', async () => {
  const reader = subscriber();
  const { address } = reader;
  await unsubscribes.add(reader, now);
  await suppressions.addManual(address, { connection, now });
  expect(await suppressions.get(address, { connection })).not.toHaveProperty('stream');
  const all = await suppressions.remove(address, { connection, now: later(1) });
  expect(await suppressions.get(address, { connection })).toMatchObject({ stream: 'marketing' });

  const ofStream = await suppressions.remove(address, { connection, now: later(2) });
  expect(ofStream?.id).not.toBe(all?.id);
  expect(await suppressions.get(address, { connection })).toBeUndefined();
  const { dynamoDb, tableName } = store.access;
  const Key = entryKey(connection, 'marketing', address);
  const { Item } = await dynamoDb.send(new GetCommand({ TableName: tableName, Key }));
  expect(Item).toHaveProperty('removed');
  expect(Item).not.toHaveProperty('unsynced_pk');
  expect(Item).not.toHaveProperty('by_id_pk');
});
