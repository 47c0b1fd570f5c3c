import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { adoptLines } from './adopted-entries';
import { adoptionProgress } from './adoption-progress';
import type { ManualOptions } from './add-manually';
import { entryKey } from './entry-key';
import { splitExpiry } from './expiry-mark';
import { shown } from './suppression-state';
import { suppressionTable, type SuppressionTable } from './suppression-table';
import { tableOnDynalite } from './table-on-dynalite';
import { unsyncedEntries, type UnsyncedEntries } from './unsynced-entries';

const connection = 'own';
const start = new Date('2026-11-22T10:00:00.000Z');
const at = (milliseconds: number) => new Date(start.getTime() + milliseconds);
let store: Awaited<ReturnType<typeof tableOnDynalite>>;
let now: Date;
let suppressions: SuppressionTable;
let unsynced: UnsyncedEntries;
let sequence = 0;

beforeAll(async () => {
  store = await tableOnDynalite();
});
afterAll(() => store.stop());
beforeEach(() => {
  now = start;
  suppressions = suppressionTable({ ...store.access, now: () => now });
  unsynced = unsyncedEntries(store.access);
});

const anAddress = () => `Jane.${(sequence += 1)}@example.com`;
const add = (address: string, options: Partial<ManualOptions> = {}) =>
  suppressions.addManual(address, { connection, now, ...options });
const get = (address: string) => suppressions.get(address, { connection });
const keyOf = (address: string) => entryKey(connection, 'all', address).pk;
const isDue = async (address: string) =>
  (await unsynced.due(connection, { now, limit: 1_000 })).includes(keyOf(address));

/** Follows one entry as if SES had said yes. */
async function follow(address: string) {
  const read = await unsynced.read(keyOf(address));
  if (read === undefined) throw new Error('There is nothing to follow.');
  return { step: read.step, settled: await unsynced.settle(read) };
}

async function rawItem(address: string) {
  const { dynamoDb, tableName } = store.access;
  const { Item } = await dynamoDb.send(
    new GetCommand({ TableName: tableName, Key: { pk: keyOf(address), sk: 'entry' } }),
  );
  return Item;
}

describe('an expiring wish', () => {
  test('suppresses until its end everywhere, and then nowhere', async () => {
    const address = anAddress();
    const { id } = await add(address, { expiresAt: at(1_000) });
    const told = async () => ({
      get: (await get(address))?.expiresAt,
      listed: (await suppressions.list({ connection, limit: 1_000 })).entries.some((entry) => entry.id === id),
      among: (await suppressions.suppressedAmong([address], { connection, stream: 'marketing' })).size,
    });
    now = at(999);
    await expect(told()).resolves.toEqual({ get: at(1_000), listed: true, among: 1 });
    now = at(1_000);
    await expect(told()).resolves.toEqual({ get: undefined, listed: false, among: 0 });
    await expect(suppressions.remove(address, { connection, now })).resolves.toBeUndefined();
    await expect(add(address)).resolves.toEqual({ id });
    await expect(get(address)).resolves.toMatchObject({ origin: 'manual' });
  });

  test('is deleted a month after its end, unless there is more to remember', async () => {
    const [plain, bounced, removed, prolonged] = [anAddress(), anAddress(), anAddress(), anAddress()];
    for (const address of [plain, bounced, removed, prolonged]) await add(address, { expiresAt: at(1_000) });
    await suppressions.add({
      connection,
      scope: 'all',
      address: bounced,
      origin: 'bounce',
      time: now,
      feedbackId: 'f',
    });
    await suppressions.remove(removed, { connection, now });
    await add(prolonged);
    const expires = async (address: string) => (await rawItem(address))?.['expires'] as unknown;
    await expect(expires(plain)).resolves.toBe(Math.ceil(at(1_000).getTime() / 1000) + 30 * 24 * 60 * 60);
    for (const address of [bounced, removed, prolonged]) await expect(expires(address)).resolves.toBeUndefined();
  });

  test('is one UpdateItem where nothing is known of the address, and the same again changes nothing', async () => {
    const address = anAddress();
    const calls: unknown[] = [];
    const { dynamoDb, tableName } = store.access;
    const send = dynamoDb.send.bind(dynamoDb) as (command: unknown) => Promise<unknown>;
    const counted = new Proxy(dynamoDb, {
      get: (target, property): unknown =>
        property === 'send'
          ? (command: unknown) => (calls.push(command), send(command))
          : Reflect.get(target, property, target),
    });
    const table = suppressionTable({ dynamoDb: counted, tableName, now: () => now });
    await table.addManual(address, { connection, now, expiresAt: at(1_000) });
    expect(calls).toEqual([expect.any(UpdateCommand)]);
    const before = await rawItem(address);
    await table.addManual(address, { connection, now: at(5), expiresAt: at(1_000) });
    await expect(rawItem(address)).resolves.toEqual(before);
  });
});

test('soft bounces keep all that an entry says beside them, and a bounce they make outlasts a wish that ends', async () => {
  const address = anAddress();
  const day = 24 * 60 * 60 * 1000;
  await adoptLines(store.access, [{ address, reason: 'BOUNCE', time: at(-9) }], { connection, now });
  await suppressions.remove(address, { connection, now });
  await add(address, { expiresAt: at(day) });
  const before = await rawItem(address);
  for (const days of [1, 2, 3, 4, 5]) {
    const time = at(days * day);
    await suppressions.addSoftBounce({ connection, scope: 'all', address, time, feedbackId: `soft-${days}` });
  }
  const bounce: unknown = expect.stringContaining('#soft-5#');
  await expect(rawItem(address)).resolves.toEqual({ ...before, bounce });
  expect(Object.keys(before ?? {})).toEqual(expect.arrayContaining(['manual', 'ses_addresses', 'unsynced_pk']));

  const wished = anAddress();
  await add(wished, { expiresAt: at(day) });
  await expect(rawItem(wished)).resolves.toHaveProperty('expires');
  for (const days of [1, 2, 3, 4, 5]) {
    const time = at(days * day);
    await suppressions.addSoftBounce({ connection, scope: 'all', address: wished, time, feedbackId: `soft-${days}` });
  }
  await expect(rawItem(wished)).resolves.not.toHaveProperty('expires');
  now = at(6 * day);
  await expect(get(wished)).resolves.toMatchObject({ origin: 'bounce', createdAt: at(5 * day) });
});

test('whatever happens to an entry at the same time, it is indexed while it counts, and deleted only where a wish that ends is all it is', async () => {
  const deed = fc.oneof(
    fc.constantFrom('wish', 'remove', 'bounce').map((what) => ({ what, end: undefined })),
    fc.integer({ min: 1, max: 3 }).map((end) => ({ what: 'wish', end })),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(deed, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
      async (waves) => {
        const address = anAddress();
        const done = async ({ what, end }: { what: string; end: number | undefined }) => {
          if (what === 'remove') await suppressions.remove(address, { connection, now });
          else if (what === 'wish') await add(address, end === undefined ? {} : { expiresAt: at(end * 1_000) });
          else
            await suppressions.add({ connection, scope: 'all', address, origin: 'bounce', time: now, feedbackId: 'f' });
        };
        for (const wave of waves) await Promise.all(wave.map(done));

        const item = await rawItem(address);
        const entry = (await store.entries()).find(({ pk }) => pk === keyOf(address));
        const { manual, ...others } = entry?.state ?? {};
        const isWishThatEnds = manual !== undefined && splitExpiry(manual).expiresAt !== undefined;
        expect(entry?.isIndexed ?? false).toBe(shown(entry?.state ?? {}) !== undefined);
        expect(item?.['expires'] !== undefined).toBe(isWishThatEnds && Object.keys(others).length === 0);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

describe('following our list in that of SES', () => {
  test('what a person adds is put there, and shown as synced from then on', async () => {
    const address = anAddress();
    await add(address);
    await expect(isDue(address)).resolves.toBe(true);
    await expect(get(address)).resolves.not.toHaveProperty('syncedToSes');
    await expect(follow(address)).resolves.toEqual({
      step: { step: 'put', address, reason: 'BOUNCE' },
      settled: 'settled',
    });
    await expect(isDue(address)).resolves.toBe(false);
    await expect(get(address)).resolves.toMatchObject({ syncedToSes: true });
    await add(address);
    await expect(isDue(address)).resolves.toBe(false);
  });

  test('what is removed is taken out there, whatever put it on the list', async () => {
    const address = anAddress();
    await suppressions.add({ connection, scope: 'all', address, origin: 'bounce', time: now, feedbackId: 'f' });
    await expect(isDue(address)).resolves.toBe(false);
    await suppressions.remove(address, { connection, now });
    await expect(follow(address)).resolves.toEqual({
      step: { step: 'delete', addresses: [address] },
      settled: 'settled',
    });
    await expect(isDue(address)).resolves.toBe(false);
  });

  test('what is left out stays out until it is asked for', async () => {
    const address = anAddress();
    await add(address, { tellSes: false });
    await expect(isDue(address)).resolves.toBe(false);
    await add(address, { tellSes: 'bulk' });
    await expect(follow(address)).resolves.toMatchObject({ step: { step: 'put' } });
  });

  test('what one person changed goes before what came in bulk', async () => {
    const [bulk, prompt] = [anAddress(), anAddress()];
    const own = { connection: 'lanes' };
    const due = async () => await unsynced.due('lanes', { now: at(1), limit: 10 });
    const laneKey = (address: string) => entryKey('lanes', 'all', address).pk;
    await add(bulk, { ...own, tellSes: 'bulk' });
    now = at(1);
    await add(prompt, own);
    await expect(due()).resolves.toEqual([laneKey(prompt)]);
    const first = await unsynced.read(laneKey(prompt));
    await expect(first && unsynced.settle(first)).resolves.toBe('settled');
    await expect(due()).resolves.toEqual([laneKey(bulk)]);
  });

  test('a wish that now has an end is taken out, and one that never was there is not followed', async () => {
    const [told, untold] = [anAddress(), anAddress()];
    await add(told);
    await follow(told);
    await add(told, { expiresAt: at(1_000) });
    await add(untold, { expiresAt: at(1_000) });
    await expect(isDue(untold)).resolves.toBe(false);
    await expect(follow(told)).resolves.toMatchObject({ step: { step: 'delete' }, settled: 'settled' });
    await expect(get(told)).resolves.not.toHaveProperty('syncedToSes');
  });

  test('an entry that changed while SES was being told keeps its turn', async () => {
    const address = anAddress();
    await add(address);
    const read = await unsynced.read(keyOf(address));
    await suppressions.remove(address, { connection, now });
    await expect(read && unsynced.settle(read)).resolves.toBe('changed');
    await expect(follow(address)).resolves.toMatchObject({ step: { step: 'delete' } });
  });

  test('what SES refused gets a later turn', async () => {
    const address = anAddress();
    await add(address);
    const read = await unsynced.read(keyOf(address));
    if (read) await unsynced.postpone(read, at(60_000));
    await expect(isDue(address)).resolves.toBe(false);
    now = at(60_000);
    await expect(isDue(address)).resolves.toBe(true);
    await follow(address);
    await expect(unsynced.read(keyOf(address))).resolves.toBeUndefined();
  });
});

describe('adopting the list of SES', () => {
  const lineOf = (address: string, time = now) => ({ address, reason: 'COMPLAINT' as const, time });
  const adopt = (...lines: ReturnType<typeof lineOf>[]) => adoptLines(store.access, lines, { connection, now });

  test('what only SES knew is on our list, in its words and of its time, and adopting it again changes nothing', async () => {
    const address = anAddress();
    await expect(adopt(lineOf(address, at(-5)))).resolves.toEqual(['add']);
    await expect(get(address)).resolves.toMatchObject({
      email: address,
      origin: 'complaint',
      createdAt: at(-5),
      syncedToSes: true,
    });
    const before = await rawItem(address);
    await expect(adopt(lineOf(address, at(-5)))).resolves.toEqual(['leave']);
    await expect(rawItem(address)).resolves.toEqual(before);
  });

  test('what was removed here is taken out there under the spelling of SES, and does not come back', async () => {
    const address = anAddress();
    await suppressions.add({ connection, scope: 'all', address, origin: 'bounce', time: at(-9), feedbackId: 'f' });
    await suppressions.remove(address, { connection, now });
    await follow(address);
    await expect(adopt(lineOf(address.toUpperCase(), at(-5)))).resolves.toEqual(['take-out']);
    await expect(get(address)).resolves.toBeUndefined();
    const { step } = await follow(address);
    expect(step).toEqual({ step: 'delete', addresses: expect.arrayContaining([address.toUpperCase()]) as string[] });
  });

  test('a hundred lines are read at once, two spellings of one address among them', async () => {
    const address = anAddress();
    const lines = [address, address.toUpperCase(), ...Array.from({ length: 98 }, anAddress)].map((each) =>
      lineOf(each),
    );
    await expect(adopt(...lines)).resolves.toHaveLength(100);
    expect((await rawItem(address))?.['ses_addresses']).toEqual(new Set([address, address.toUpperCase()]));
  });

  test('progress is kept from page to page, and a pass that ended says from when the next one reads', async () => {
    const progress = adoptionProgress(store.access, 'progress');
    await expect(progress.read()).resolves.toEqual({});
    await progress.continueAt({ until: at(5), nextToken: 'two' });
    await expect(progress.read()).resolves.toEqual({ pass: { until: at(5), nextToken: 'two' } });
    await progress.end(at(5));
    await expect(progress.read()).resolves.toEqual({ since: at(5) });
    await progress.continueAt({ until: at(9), nextToken: 'two' });
    await progress.end(undefined);
    await expect(progress.read()).resolves.toEqual({ since: at(5) });
  });
});
