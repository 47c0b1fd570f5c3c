import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { packContent } from './content';
import { duePartitions } from './due';
import type { Email } from './email';
import { anEmail } from './email.fixture';
import { emailTable, type EmailTable } from './email-table';
import { recentEmails, type RecentEmails } from './read/recent-emails';

const server = dynalite({ createTableMs: 0 });
let client: DynamoDBClient;
let emails: EmailTable;
let recent: RecentEmails;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await client.send(
    new CreateTableCommand({
      TableName: 'emails',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'due_pk', 'due_sk', 'recent_pk', 'recent_sk'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: [
            { AttributeName: 'due_pk', KeyType: 'HASH' },
            { AttributeName: 'due_sk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
        {
          IndexName: 'recent',
          KeySchema: [
            { AttributeName: 'recent_pk', KeyType: 'HASH' },
            { AttributeName: 'recent_sk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
  const dynamoDb = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  emails = emailTable({ dynamoDb, tableName: 'emails' });
  recent = recentEmails({ dynamoDb, tableName: 'emails' });
});

afterAll(async () => {
  client.destroy();
  server.close();
  await once(server, 'close');
});

let count = 0;
async function stored(changed: Partial<Email> = {}): Promise<Email> {
  count += 1;
  const email = anEmail({ id: `01936f9e-2c00-7000-8000-${String(count).padStart(12, '0')}`, ...changed });
  await emails.put(email);
  return email;
}
const dueNames = async (now: Date) => {
  const found = [];
  for (const partition of duePartitions('own')) {
    for await (const page of emails.due(partition, now)) found.push(...page.map(({ id }) => id));
  }
  return found;
};

test('an e-mail is found with its content, however many chunks that has', async () => {
  const email = await stored();
  const html = randomBytes(2_000_000).toString('base64');
  await emails.putContent(email, packContent({ html }));

  const found = await emails.find(email);

  expect(found?.email).toEqual(email);
  expect(found?.content.html === html).toBe(true);
  expect(await emails.get(email)).toEqual(email);
});

test('an e-mail whose content is not complete is an error, and not an empty mail', async () => {
  const email = await stored();
  await expect(emails.find(email)).rejects.toThrow('not complete');

  const [first = Buffer.of()] = packContent({ html: randomBytes(600_000).toString('base64') });
  const ghost = { ...email, id: '01936f9e-2c00-7000-8000-00000000dead' };
  await emails.putContent(email, [first, Buffer.from('x')]);
  await emails.putContent(ghost, [first]);
  await expect(emails.find(email)).rejects.toThrow();
  expect(await emails.find(ghost)).toBeUndefined();
});

test('storing the same e-mail again changes nothing', async () => {
  const email = await stored();
  await emails.put({ ...email, subject: 'Another' });

  expect(await emails.get(email)).toEqual(email);
});

test('an e-mail can be claimed once, and by the same attempt again', async () => {
  const email = await stored();
  const due = new Date('2026-11-22T12:05:00.000Z');

  expect(await emails.claim(email, 'one', { suppressed: ['x@example.net'], due })).toBe(true);
  expect(await emails.claim(email, 'two', { due })).toBe(false);
  expect(await emails.claim(email, 'one', { due })).toBe(true);
  expect(await emails.get(email)).toEqual({
    ...email,
    status: 'sending',
    attempt: 'one',
    suppressed: ['x@example.net'],
    due,
  });
});

test('only the attempt that claimed an e-mail settles it, also after it was declared unknown', async () => {
  const email = await stored();
  await emails.claim(email, 'one', {});
  const sent = { status: 'sent', messageId: '0100', due: undefined } as const;

  expect(await emails.settle(email, 'two', sent)).toBe(false);
  await emails.settle(email, 'one', { status: 'unknown', due: undefined });
  expect(await emails.settle(email, 'one', sent)).toBe(true);
  expect(await emails.settle(email, 'one', { status: 'failed' })).toBe(false);
  expect(await emails.get(email)).toEqual({
    ...email,
    status: 'sent',
    attempt: 'one',
    messageId: '0100',
    due: undefined,
  });
});

test('a change to what was read is made only if nobody moved it', async () => {
  const email = await stored();
  const due = new Date('2026-11-22T12:09:00.000Z');

  expect(await emails.changeUnmoved(email, { due, queuedAt: due, heldReason: undefined })).toBe(true);
  expect(await emails.changeUnmoved(email, { due })).toBe(false);
  const final = await stored({ status: 'held', due: undefined });
  expect(await emails.changeUnmoved(final, { status: 'queued', due })).toBe(true);
  expect(await emails.changeUnmoved(final, { status: 'queued', due })).toBe(false);
});

test('what is due is found once its time has come, and never again when nothing is to happen', async () => {
  const early = await stored({ due: new Date('2030-01-01T00:00:00.000Z') });
  const late = await stored({ due: new Date('2030-01-01T00:00:01.000Z') });
  const between = new Date('2030-01-01T00:00:00.500Z');

  expect(await dueNames(between)).toContain(early.id);
  expect(await dueNames(between)).not.toContain(late.id);
  await emails.changeUnmoved(early, { status: 'sent', due: undefined });
  expect(await dueNames(between)).not.toContain(early.id);
});

describe('a scheduled e-mail', () => {
  const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 13, 0, second));

  test('is claimed for the time for which it was read, and not when it was moved or canceled since', async () => {
    const [kept, moved, canceled] = [
      await stored({ status: 'scheduled', scheduledAt: at(0) }),
      await stored({ status: 'scheduled', scheduledAt: at(0) }),
      await stored({ status: 'scheduled', scheduledAt: at(0) }),
    ];
    expect(await emails.changeScheduled(moved, { scheduledAt: at(1) })).toBe(true);
    expect(await emails.changeScheduled(canceled, { status: 'canceled', due: undefined })).toBe(true);

    for (const email of [kept, moved, canceled]) {
      expect(await emails.claim(email, 'one', {})).toBe(email === kept);
    }
    expect(await emails.claim(kept, 'one', {})).toBe(true);
    expect(await emails.claim(kept, 'two', {})).toBe(false);
    expect(await emails.get(moved)).toEqual({ ...moved, scheduledAt: at(1) });
  });

  test.each(['queued', 'sending', 'sent', 'canceled'] as const)('is one no more once it is %s', async (status) => {
    const email = await stored({ status, scheduledAt: at(0) });

    expect(await emails.changeScheduled(email, { scheduledAt: at(1) })).toBe(false);
    expect(await emails.get(email)).toEqual(email);
  });

  test('that is not there is not made by a change', async () => {
    const name = { connection: 'own', id: '01936f9e-2c00-7000-8000-00000000beef' };

    expect(await emails.changeScheduled(name, { status: 'canceled' })).toBe(false);
    expect(await emails.get(name)).toBeUndefined();
  });
});

describe('listed', () => {
  const createdAt = new Date('2026-11-23T10:00:00.000Z');
  let ids: string[];
  beforeAll(async () => {
    ids = [];
    for (let n = 0; n < 9; n += 1) ids.push((await stored({ createdAt })).id);
    await stored({ createdAt: new Date('2026-11-24T00:00:00.000Z') });
    ids.sort();
  });

  test('the ids of a day come from all its shards, in either direction from any of them', async () => {
    const ofDay = recent('own');

    expect(await ofDay('2026-11-23', { limit: 100 })).toEqual(ids.toReversed());
    expect(await ofDay('2026-11-23', { limit: 3, olderThan: ids[7] ?? '' })).toEqual([ids[6], ids[5], ids[4]]);
    expect(await ofDay('2026-11-23', { limit: 3, newerThan: ids[1] ?? '' })).toEqual([ids[2], ids[3], ids[4]]);
    expect(await ofDay('2026-11-21', { limit: 3 })).toEqual([]);
    expect(await recent('other')('2026-11-23', { limit: 3 })).toEqual([]);
  });

  test('e-mails come by their ids, as many as there are of them', async () => {
    const found = await emails.getMany('own', [...ids, '01936f9e-2c00-7000-8000-00000000beef']);

    expect([...found.keys()].sort()).toEqual(ids);
    expect(found.get(ids[0] ?? '')).toMatchObject({ id: ids[0], createdAt });
    expect(await emails.getMany('own', [])).toEqual(new Map());
  });
});
