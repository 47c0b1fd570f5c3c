import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import * as fc from 'fast-check';
import { domainTable } from './domain-table';
import type { Identity } from './identity';
import { identityCopy } from './identity-copy';
import { identityId } from './identity-id';
import { tableOnDynalite } from './table-on-dynalite';

let table: Awaited<ReturnType<typeof tableOnDynalite>>;
const start = Date.parse('2026-11-22T12:00:00Z');
const at = (seconds: number) => new Date(start + seconds * 1_000);
const identity = (name: string, verified = true): Identity => ({
  name,
  type: name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
  verified,
  verificationStatus: verified ? 'SUCCESS' : 'PENDING',
});

beforeAll(async () => {
  table = await tableOnDynalite();
});
afterAll(() => table.stop());

/** The table as one connection of its own sees it, so that tests do not meet. */
function fresh() {
  const connection = randomUUID();
  let time = start;
  const copy = identityCopy({ ...table.access, now: () => new Date(time) });
  const domains = domainTable(table.access);
  return {
    connection,
    copy,
    domains,
    timeIs: (seconds: number) => (time = at(seconds).getTime()),
    found: (name: string) => domains.get(identityId(connection, name), connection),
    async rows() {
      return (await table.rows()).filter(({ pk }) => pk === connection);
    },
  };
}

test('what differs is written, what is gone is removed, and the time of the sync is kept', async () => {
  const { connection, copy, rows, found } = fresh();
  const before = [identity('same.example'), identity('now.example', false), identity('gone.example')];
  await copy.replace(before, at(0), connection);

  const after = [identity('same.example'), identity('now.example'), identity('new.example')];
  expect(await copy.replace(after, at(300), connection)).toEqual({ written: 2, removed: 1 });

  expect(await found('gone.example')).toBeUndefined();
  for (const each of after) expect(await found(each.name)).toMatchObject(each);
  expect(await rows()).toContainEqual({ pk: connection, sk: 'sync', completed_at: at(0).toISOString() });
});

test('where nothing changed only the time of the sync is written', async () => {
  const { connection, copy, timeIs, rows } = fresh();
  const all = Array.from({ length: 60 }, (_, n) => identity(`d${n}.example`));
  expect(await copy.replace(all, at(0), connection)).toEqual({ written: 60, removed: 0 });
  const before = await rows();

  timeIs(300);
  expect(await copy.replace(all, at(300), connection)).toEqual({ written: 0, removed: 0 });
  const changed = (await rows()).filter((row) => !before.some((same) => JSON.stringify(same) === JSON.stringify(row)));
  expect(changed).toEqual([{ pk: connection, sk: 'sync', completed_at: at(300).toISOString() }]);
});

test('a sync whose rows could not all be written does not count', async () => {
  const dynamoDb = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
  const mocked = mockClient(dynamoDb);
  mocked.on(QueryCommand).resolves({ Items: [] });
  mocked.on(UpdateCommand).rejects(new Error('DynamoDB is busy'));
  const copy = identityCopy({ dynamoDb, tableName: 'identities', now: () => at(0) });

  await expect(copy.replace([identity('a.example')], at(0))).rejects.toThrow('DynamoDB is busy');
  const keys = mocked.commandCalls(UpdateCommand).map(({ args }) => args[0].input.Key);
  expect(keys).toEqual([{ pk: 'own', sk: `id#${identityId('own', 'a.example')}` }]);
});

test('a domain that was created while a sync was under way stays', async () => {
  const { connection, copy, found } = fresh();
  await copy.put(identity('new.example', false), at(3), connection);
  expect(await copy.replace([], at(2), connection)).toEqual({ written: 0, removed: 0 });
  expect(await found('new.example')).toMatchObject({ verified: false });

  await copy.replace([], at(300), connection);
  expect(await found('new.example')).toBeUndefined();
});

test('a domain that was removed while a sync was under way does not come back', async () => {
  const { connection, copy, found } = fresh();
  await copy.put(identity('old.example'), at(0), connection);
  await copy.remove('old.example', at(3), connection);
  expect(await copy.replace([identity('old.example')], at(2), connection)).toEqual({ written: 0, removed: 0 });
  expect(await found('old.example')).toBeUndefined();

  await copy.replace([identity('old.example')], at(300), connection);
  expect(await found('old.example')).toMatchObject({ verified: true });
});

test('a row keeps when the identity was first seen, until it is gone', async () => {
  const { connection, copy, timeIs, found } = fresh();
  await copy.put(identity('a.example', false), at(0), connection);
  timeIs(60);
  await copy.put(identity('a.example'), at(60), connection);
  expect(await found('a.example')).toMatchObject({ createdAt: at(0), verified: true });

  await copy.remove('a.example', at(61), connection);
  timeIs(120);
  await copy.put(identity('a.example', false), at(120), connection);
  expect(await found('a.example')).toMatchObject({ createdAt: at(120), verified: false });
});

test('the row of what is gone expires an hour later, and that of what came back does not', async () => {
  const { connection, copy, rows } = fresh();
  await copy.put(identity('a.example'), at(0), connection);
  await copy.remove('a.example', at(1), connection);
  expect(await rows()).toMatchObject([{ gone: true, expires: start / 1_000 + 3_600 }]);
  await copy.put(identity('a.example'), at(2), connection);
  expect((await rows())[0]).not.toHaveProperty('expires');
});

test('in whatever order what was seen is written, the newest of it stands', async () => {
  const seen = fc.record({
    seconds: fc.integer({ min: 0, max: 1_000 }),
    what: fc.constantFrom('verified', 'pending', 'gone'),
  });
  const history = fc.uniqueArray(seen, { selector: ({ seconds }) => seconds, minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(history, async (writes) => {
      const { connection, copy, found } = fresh();
      for (const { seconds, what } of writes) {
        if (what === 'gone') await copy.remove('a.example', at(seconds), connection);
        else await copy.put(identity('a.example', what === 'verified'), at(seconds), connection);
      }
      const newest = writes.reduce((one, other) => (other.seconds > one.seconds ? other : one));
      const stands = await found('a.example');
      expect(stands === undefined ? 'gone' : stands.verified ? 'verified' : 'pending').toBe(newest.what);
    }),
    { numRuns: 60 },
  );
});
