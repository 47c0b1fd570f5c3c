import { createHash } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { ApiKey } from './api-key';
import { keyTable, type KeyTable } from './key-table';
import type { KeyTableAccess } from './key-table-access';
import { tableOnDynalite } from './table-on-dynalite.fixture';

let access: KeyTableAccess;
let stop: () => Promise<void>;
let keys: KeyTable;

beforeAll(async () => {
  ({ access, stop } = await tableOnDynalite());
  keys = keyTable(access);
});
afterAll(() => stop());

let count = 0;
async function created(connection: string, changed: Partial<ApiKey> = {}): Promise<ApiKey> {
  count += 1;
  const id = `01936f9e-2c00-7000-8000-${String(count).padStart(12, '0')}`;
  const createdAt = new Date('2026-11-22T10:00:00.000Z');
  const key: ApiKey = {
    id,
    name: `key ${count}`,
    permission: 'sending_access',
    resendUnconfirmed: false,
    createdAt,
    ...changed,
  };
  await keys.create(key, { token: `ss_${count}`, connection });
  return key;
}
const rows = async () => (await access.dynamoDb.send(new ScanCommand({ TableName: 'keys' }))).Items ?? [];

test('a key is found by its id, under the hash of its token, and the token is nowhere in the table', async () => {
  const key = await created('found', { domain: 'example.com' });
  const token = `ss_${count}`;
  const hash = createHash('sha256').update(token).digest('hex');

  await expect(keys.find(key.id, 'found')).resolves.toEqual({ key, hash });
  await expect(keys.find(key.id, 'other')).resolves.toBeUndefined();
  expect(await rows()).toContainEqual({
    pk: hash,
    id: key.id,
    name: key.name,
    connection: 'found',
    permission: 'sending_access',
    domain: 'example.com',
    created_at: '2026-11-22T10:00:00.000Z',
  });
  expect(JSON.stringify(await rows())).not.toContain(token);
});

test('a token is never given twice', async () => {
  const key = await created('twice');
  await expect(keys.create(key, { token: `ss_${count}`, connection: 'twice' })).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
  });
});

test('a changed key has another name or wish and nothing else, and one that is gone stays gone', async () => {
  const key = await created('renamed');
  const stored = { key, hash: createHash('sha256').update(`ss_${count}`).digest('hex') };
  await expect(keys.update(stored, { name: 'Web shop' })).resolves.toBe(true);
  await expect(keys.find(key.id, 'renamed')).resolves.toMatchObject({ key: { ...key, name: 'Web shop' } });

  await expect(keys.update(stored, { resendUnconfirmed: true })).resolves.toBe(true);
  await expect(keys.find(key.id, 'renamed')).resolves.toMatchObject({
    key: { ...key, name: 'Web shop', resendUnconfirmed: true },
  });

  await expect(keys.remove(stored, 'renamed')).resolves.toBe('removed');
  await expect(keys.find(key.id, 'renamed')).resolves.toBeUndefined();
  await expect(keys.update(stored, { name: 'Zombie' })).resolves.toBe(false);
  expect(await rows()).not.toContainEqual(expect.objectContaining({ name: 'Zombie' }));
});

test('pages in both directions make the same list, the newest first, and the last one knows that it is', async () => {
  for (let index = 0; index < 7; index += 1) await created('listed');
  await created('unlisted');
  const { keys: all } = await keys.list({ limit: 100 }, 'listed');
  const ids = all.map(({ id }) => id);
  expect(ids).toHaveLength(7);
  expect(ids).toEqual([...ids].sort().reverse());

  for (const limit of [1, 3, 7]) {
    const forwards: string[] = [];
    for (let hasMore = true; hasMore;) {
      const after = forwards.at(-1);
      const page = await keys.list({ limit, ...(after !== undefined && { after }) }, 'listed');
      forwards.push(...page.keys.map(({ id }) => id));
      hasMore = page.hasMore;
    }
    expect(forwards).toEqual(ids);

    const backwards: string[] = [];
    for (let hasMore = true; hasMore;) {
      const page = await keys.list({ limit, before: backwards[0] ?? '00000000-0000-7000-8000-000000000000' }, 'listed');
      backwards.unshift(...page.keys.map(({ id }) => id));
      hasMore = page.hasMore;
    }
    expect(backwards).toEqual(ids);
  }
});
