import { Resend } from 'resend';
import { call, key, send, shared, simulated, timePasses } from './given';
import { accepted, eventually } from './then';

const resend = new Resend(key, { baseUrl: shared.api });
const day = 24 * 3_600_000;

/** E-mails on either side of days without any, in the order in which they were accepted. */
async function acceptedOverDays(): Promise<string[]> {
  const ids: string[] = [];
  for (const count of [2, 3]) {
    for (let n = 0; n < count; n += 1) {
      const { body } = await accepted(shared, simulated('success'));
      ids.push(String(body['id']));
    }
    if (count === 2) await timePasses(shared, 5 * day);
  }
  return ids;
}

test('the unmodified resend client pages through all e-mails, newest first, in both directions and over empty days', async () => {
  const newestFirst = (await acceptedOverDays()).reverse();
  const wanted = newestFirst.length;

  const forwards: string[] = [];
  while (forwards.length < wanted) {
    const after = forwards.at(-1);
    const { data, error } = await resend.emails.list({ limit: 2, ...(after !== undefined && { after }) });
    expect(error).toBeNull();
    expect(data?.object).toBe('list');
    forwards.push(...(data?.data ?? []).map(({ id }) => id));
  }
  expect(forwards.slice(0, wanted)).toEqual(newestFirst);

  const backwards = [newestFirst.at(-1) ?? ''];
  for (let hasMore = true; hasMore;) {
    const { data } = await resend.emails.list({ limit: 2, before: backwards[0] ?? '' });
    backwards.unshift(...(data?.data ?? []).map(({ id }) => id));
    hasMore = data?.has_more ?? false;
  }
  expect(backwards).toEqual(newestFirst);
}, 60_000);

test('a listed e-mail is what GET /emails/{id} shows, without its content, its tags and who asked for it', async () => {
  const id = String((await send(shared, simulated('success'))).body['id']);
  const shown = await eventually(async () => {
    const { body } = await call(shared, 'GET', `/emails/${id}`);
    expect(body['last_event']).toBe('delivered');
    return body;
  });
  const { object: _, html: __, text: ___, tags: ____, requested_by: _____, ...listed } = shown;

  const { status, body } = await call(shared, 'GET', '/emails?limit=100');
  expect(status).toBe(200);
  expect((body['data'] as { id: string }[]).find((email) => email.id === id)).toEqual(listed);
});

test('a query that is wrong is refused by its parameter, and a list is for those who have full access', async () => {
  expect(await call(shared, 'GET', '/emails?limit=101')).toMatchObject({ status: 422, body: { field: 'limit' } });
  expect((await call(shared, 'GET', '/emails', { as: null })).status).toBe(401);
});
