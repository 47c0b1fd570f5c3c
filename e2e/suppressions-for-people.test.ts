import { randomUUID } from 'node:crypto';
import { Resend } from 'resend';
import { call, key, send, shared, simulated, timePasses } from './given';
import { isSuppressed } from './then';

const resend = new Resend(key, { baseUrl: shared.api });
const someAddresses = (count: number) =>
  Array.from({ length: count }, () => `person.${randomUUID().slice(0, 8)}@example.net`);
const pathOf = (address: string) => `/suppressions/${encodeURIComponent(address)}`;

test('the unmodified resend client adds and removes in batches', async () => {
  const emails = someAddresses(15);
  const added = await resend.suppressions.batch.add({ emails });
  expect(added.error).toBeNull();
  const ids = added.data?.data.map(({ id }) => id) ?? [];
  expect(new Set(ids).size).toBe(15);
  expect(await resend.suppressions.batch.add({ emails })).toMatchObject({ data: added.data });
  expect(await resend.suppressions.get(emails[7] ?? '')).toMatchObject({ data: { id: ids[7], origin: 'manual' } });

  const removed = await resend.suppressions.batch.remove({ emails: emails.slice(0, 10) });
  expect(removed.data?.data).toEqual(ids.slice(0, 10).map((id) => ({ object: 'suppression', id, deleted: true })));
  const rest = await resend.suppressions.batch.remove({ ids: ids.slice(5) });
  expect(rest.data?.data.map(({ deleted }) => deleted)).toEqual(ids.slice(5).map((_, index) => index >= 5));
  expect(await resend.suppressions.get(emails[14] ?? '')).toMatchObject({ error: { name: 'not_found' } });
});

test('a batch with one bad address names it, and adds none', async () => {
  const [good = ''] = someAddresses(1);
  const { status, body } = await call(shared, 'POST', '/suppressions/batch/add', {
    body: { emails: [good, 'nobody'] },
  });
  expect({ status, name: body['name'], field: body['field'] }).toEqual({
    status: 422,
    name: 'validation_error',
    field: 'emails[1]',
  });
  expect(await call(shared, 'GET', pathOf(good))).toMatchObject({ status: 404 });
});

test('the resend client pages through the list in both directions, with a filter and without', async () => {
  const body = { emails: someAddresses(45), sync_to_ses: false };
  expect(await call(shared, 'POST', '/suppressions/batch/add', { body })).toMatchObject({ status: 200 });
  const bounced = simulated('bounce');
  await send(shared, bounced);
  await isSuppressed(shared, bounced, 'bounce');

  for (const filter of [{}, { origin: 'manual' as const }, { origin: 'bounce' as const }]) {
    const forwards: string[] = [];
    for (let hasMore = true; hasMore;) {
      const after = forwards.at(-1);
      const { data } = await resend.suppressions.list({ ...filter, limit: 20, ...(after && { after }) });
      if ('origin' in filter) expect(new Set(data?.data.map(({ origin }) => origin))).toEqual(new Set([filter.origin]));
      forwards.push(...(data?.data.map(({ id }) => id) ?? []));
      hasMore = data?.has_more ?? false;
    }
    expect(forwards).toEqual([...new Set(forwards)].sort());

    const backwards: string[] = [];
    for (let hasMore = true; hasMore;) {
      // Any UUID is a place in the list, whether something stands there or not.
      const before = backwards[0] ?? 'ffffffff-ffff-4fff-bfff-ffffffffffff';
      const { data } = await resend.suppressions.list({ ...filter, limit: 20, before });
      backwards.unshift(...(data?.data.map(({ id }) => id) ?? []));
      hasMore = data?.has_more ?? false;
    }
    expect(backwards).toEqual(forwards);
  }
  const refused = await resend.suppressions.list({ after: 'no-id' });
  expect(refused).toMatchObject({ data: null, error: { name: 'validation_error', statusCode: 422 } });
});

test('an address that is added until a time gets no mail until then, and mail from then on', async () => {
  const [address = ''] = someAddresses(1);
  await call(shared, 'POST', '/suppressions', { body: { email: address } });
  const { body: entry } = await call(shared, 'GET', pathOf(address));
  expect(entry).toMatchObject({ expires_at: null });
  const expiresAt = new Date(Date.parse(String(entry['created_at'])) + 30_000).toISOString();
  await call(shared, 'POST', '/suppressions', { body: { email: address, expires_at: expiresAt } });
  expect(await call(shared, 'GET', pathOf(address))).toMatchObject({
    body: { id: entry['id'], origin: 'manual', expires_at: expiresAt },
  });
  expect(await send(shared, address)).toMatchObject({ status: 422, body: { name: 'recipient_suppressed' } });

  await timePasses(shared, 31_000);
  expect(await call(shared, 'GET', pathOf(address))).toMatchObject({ status: 404 });
  expect(await send(shared, address)).toMatchObject({ status: 200 });
});

test('a time that has passed, or is none, is refused', async () => {
  const [email = ''] = someAddresses(1);
  for (const expires_at of ['2020-01-01T00:00:00Z', 'tomorrow']) {
    expect(await call(shared, 'POST', '/suppressions', { body: { email, expires_at } })).toMatchObject({
      status: 422,
      body: { name: 'validation_error', field: 'expires_at' },
    });
  }
});
