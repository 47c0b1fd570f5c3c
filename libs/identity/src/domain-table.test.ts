import { domainTable } from './domain-table';
import { identityCopy } from './identity-copy';
import { identityId } from './identity-id';
import { tableOnDynalite } from './table-on-dynalite';

let table: Awaited<ReturnType<typeof tableOnDynalite>>;
const now = new Date('2026-11-22T12:00:00Z');
const names = Array.from({ length: 7 }, (_, n) => `d${n}.example`);
const ids = names.map((name) => identityId('own', name)).sort();

beforeAll(async () => {
  table = await tableOnDynalite();
  const copy = identityCopy({ ...table.access, now: () => now });
  const domain = (name: string) => ({ name, type: 'DOMAIN' as const, verified: true, verificationStatus: 'SUCCESS' });
  const addresses = Array.from({ length: 250 }, (_, n) => ({
    ...domain(`a${n}@d0.example`),
    type: 'EMAIL_ADDRESS' as const,
  }));
  await copy.replace([...names.map(domain), domain('gone.example'), ...addresses], now);
  await copy.remove('gone.example', now);
});
afterAll(() => table.stop());

const page = async (options: { limit: number; after?: string; before?: string }) => {
  const { domains, hasMore } = await domainTable(table.access).list(options);
  return { ids: domains.map(({ id }) => id), hasMore };
};

test('pages follow one another in the order of ids, past addresses and past what is gone', async () => {
  expect(await page({ limit: 3 })).toEqual({ ids: ids.slice(0, 3), hasMore: true });
  expect(await page({ limit: 3, after: ids[2] ?? '' })).toEqual({ ids: ids.slice(3, 6), hasMore: true });
  expect(await page({ limit: 3, after: ids[5] ?? '' })).toEqual({ ids: ids.slice(6), hasMore: false });
  expect(await page({ limit: 7 })).toEqual({ ids, hasMore: false });
});

test('the page before an id holds the nearest that precede it', async () => {
  expect(await page({ limit: 3, before: ids[5] ?? '' })).toEqual({ ids: ids.slice(2, 5), hasMore: true });
  expect(await page({ limit: 3, before: ids[2] ?? '' })).toEqual({ ids: ids.slice(0, 2), hasMore: false });
});

test('an id that is not there still marks a place', async () => {
  const gone = identityId('own', 'gone.example');
  const expected = ids.filter((id) => id > gone);
  expect((await page({ limit: 7, after: gone.toUpperCase() })).ids).toEqual(expected);
});

test('a domain is found by its id in any case, and an address or what is gone is not', async () => {
  const { get } = domainTable(table.access);
  const id = identityId('own', 'D1.example');
  const found = { id, name: 'd1.example', type: 'DOMAIN', verified: true, verificationStatus: 'SUCCESS' };
  expect(await get(id.toUpperCase())).toEqual({ ...found, createdAt: now });
  expect(await get(identityId('own', 'a1@d0.example'))).toBeUndefined();
  expect(await get(identityId('own', 'gone.example'))).toBeUndefined();
  expect(await get(id, 'other')).toBeUndefined();
});
