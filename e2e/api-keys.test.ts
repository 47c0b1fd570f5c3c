import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { Resend } from 'resend';
import { call, clientAs, key, type Sesame, shared, simulated, timePasses } from './given';
import { type SesameProcess, startSesame } from './sesame-process';

const resend = new Resend(key, { baseUrl: shared.api });
const message = { from: 'hello@example.com', subject: 'Hello', text: 'Hello there.' };
const localKeyId = '00000000-0000-7000-8000-000000000000';

async function created(options: Parameters<typeof resend.apiKeys.create>[0]) {
  const { data, error } = await resend.apiKeys.create(options);
  expect(error).toBeNull();
  const { id = '', token = '' } = data ?? {};
  return { id, token, client: new Resend(token, { baseUrl: shared.api }) };
}

async function listed() {
  const { data } = await resend.apiKeys.list({ limit: 100 });
  return data?.data ?? [];
}

test('the unmodified resend client creates, lists, renames and removes keys, and the new one works at once', async () => {
  const { id, token, client } = await created({ name: 'Shop' });
  expect(token).toMatch(/^ss_[A-Za-z0-9_-]{32}$/);

  const other = new Resend(token, { baseUrl: shared.api });
  const { data: page } = await other.apiKeys.list();
  expect(page).toMatchObject({ object: 'list', has_more: false });
  expect(page?.data.find((listedKey) => listedKey.id === id)).toMatchObject({
    id,
    name: 'Shop',
    created_at: expect.any(String),
    last_used_at: expect.any(String),
  });
  expect(page?.data).toContainEqual(expect.objectContaining({ id: localKeyId, name: 'local' }));
  expect(JSON.stringify(page)).not.toContain(token);

  expect(await client.apiKeys.update(id, { name: 'Web shop' })).toMatchObject({
    error: null,
    data: { object: 'api_key', id },
  });
  expect((await listed()).find((listedKey) => listedKey.id === id)).toMatchObject({ name: 'Web shop' });

  expect(await resend.apiKeys.remove(id)).toMatchObject({
    error: null,
    data: { object: 'api_key', id, deleted: true },
  });
  expect((await listed()).map((listedKey) => listedKey.id)).not.toContain(id);
  expect(await resend.apiKeys.remove(id)).toMatchObject({ data: null, error: { name: 'not_found', statusCode: 404 } });
});

test('the list is read in pages, the newest key first', async () => {
  const names = ['first', 'second', 'third'];
  const ids: string[] = [];
  for (const name of names) ids.unshift((await created({ name, permission: 'sending_access' })).id);

  const { data: first } = await resend.apiKeys.list({ limit: 2 });
  expect(first).toMatchObject({ has_more: true, data: [{ id: ids[0] }, { id: ids[1] }] });
  const { data: second } = await resend.apiKeys.list({ limit: 1, after: ids[1] ?? '' });
  expect(second?.data).toMatchObject([{ id: ids[2], name: 'first', last_used_at: null }]);
  const { data: back } = await resend.apiKeys.list({ limit: 2, before: ids[2] ?? '' });
  expect(back).toMatchObject({ has_more: false, data: [{ id: ids[0] }, { id: ids[1] }] });
});

test('a key that may only send sends, and is refused everything else', async () => {
  const { id, client, token } = await created({ name: 'Sender', permission: 'sending_access' });
  const sent = await client.emails.send({ ...message, to: simulated('success') });
  expect(sent.error).toBeNull();
  expect((await listed()).find((listedKey) => listedKey.id === id)?.last_used_at).toEqual(expect.any(String));

  const { body } = await call(shared, 'GET', `/emails/${sent.data?.id}`);
  expect(body['requested_by']).toBe(`key ${id}`);

  const restricted = { data: null, error: { name: 'restricted_api_key', statusCode: 401 } };
  expect(await client.emails.get(sent.data?.id ?? '')).toMatchObject(restricted);
  expect(await client.suppressions.list()).toMatchObject(restricted);
  expect(await client.apiKeys.list()).toMatchObject(restricted);
  expect(await client.apiKeys.create({ name: 'More' })).toMatchObject(restricted);
  expect(await client.apiKeys.update(id, { name: 'More' })).toMatchObject(restricted);
  expect(await client.apiKeys.remove(localKeyId)).toMatchObject(restricted);
  expect(await call(shared, 'POST', '/suppressions', { as: token, body: { email: 'a@example.net' } })).toMatchObject({
    status: 401,
  });
});

test('a key that is bound to a domain sends from it and its subdomains, and from no other verified sender', async () => {
  const bound = await created({
    name: 'Bound',
    permission: 'sending_access',
    domain_id: await idOfDomain('example.com'),
  });
  for (const from of ['hello@example.com', 'hello@news.example.com']) {
    expect(await bound.client.emails.send({ ...message, from, to: simulated('success') })).toMatchObject({
      error: null,
    });
  }

  const news = await call(shared, 'POST', '/api-keys', {
    body: { name: 'News', permission: 'sending_access', domain: 'news.example.com' },
  });
  const client = new Resend(String(news.body['token']), { baseUrl: shared.api });
  const refused = await client.emails.send({ ...message, to: simulated('success') });
  expect(refused).toMatchObject({ data: null, error: { name: 'domain_not_allowed_for_key', statusCode: 403 } });
  expect(refused.error?.message).toContain('news.example.com');
});

test.each([
  [
    'the id of no domain',
    { name: 'x', permission: 'sending_access', domain_id: '00000000-0000-8000-8000-000000000000' },
  ],
  ['a domain for a key with full access', { name: 'x', domain_id: '00000000-0000-8000-8000-000000000000' }],
  ['no name', { permission: 'sending_access' }],
])('a key with %s is refused by its field', async (_, body) => {
  expect(await call(shared, 'POST', '/api-keys', { body })).toMatchObject({
    status: 422,
    body: { name: 'validation_error', field: expect.stringMatching(/^(name|domain_id)$/) },
  });
});

test('a removed key stops within 60 seconds, wherever it was in use', async () => {
  const { id, token } = await created({ name: 'Leaked' });
  const attempts = [
    () => call(shared, 'POST', '/emails', { as: token, body: { ...message, to: simulated('success') } }),
    () => call(shared, 'GET', '/suppressions', { as: token }),
    () => call(shared, 'GET', '/api-keys', { as: token }),
  ];
  for (const attempt of attempts) expect(await attempt()).toMatchObject({ status: 200 });

  expect(await resend.apiKeys.remove(id)).toMatchObject({ data: { deleted: true } });
  await timePasses(shared, 60_000);
  for (const attempt of attempts) {
    expect(await attempt()).toMatchObject({ status: 403, body: { name: 'invalid_api_key' } });
  }
});

test('an operator makes a key with AWS credentials alone, and it is listed and works like any other', async () => {
  const token = await createKey(shared, 'Operator');
  // The command goes by the clock of this machine, and other stories have moved that of the API: so it need not be the newest.
  const { body } = await call(shared, 'GET', '/api-keys?limit=100', { as: token });
  const made = expect.objectContaining({ name: 'Operator', permission: 'full_access' }) as unknown;
  expect(body['data']).toEqual(expect.arrayContaining([made]));
});

test('without permission, or without a name, the command makes no key and says why', async () => {
  await expect(createKey(shared, 'Operator', 'sender-accept')).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/AccessDenied.*dynamodb:PutItem/),
  });
  await expect(createKey(shared, '')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--name') });
});

describe('nobody is locked out', () => {
  let sesame: SesameProcess;
  beforeAll(async () => {
    sesame = await startSesame();
  });
  afterAll(() => sesame.stop());
  const remove = (id: unknown, as: string) => call(sesame, 'DELETE', `/api-keys/${String(id)}`, { as });

  test('the last key with full access stays, however many there are that may only send', async () => {
    await call(sesame, 'POST', '/api-keys', { body: { name: 'Sender', permission: 'sending_access' } });
    expect(await remove(localKeyId, key)).toMatchObject({ status: 409, body: { name: 'last_full_access_key' } });
    expect(await call(sesame, 'GET', '/api-keys')).toMatchObject({ status: 200 });
  });

  test('of two keys that remove one another at the same moment one stays', async () => {
    const { body } = await call(sesame, 'POST', '/api-keys', { body: { name: 'Other' } });
    const other = String(body['token']);
    await call(sesame, 'GET', '/api-keys', { as: other });

    const answers = await Promise.all([remove(body['id'], key), remove(localKeyId, other)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await timePasses(sesame, 60_000);
    const alive = await Promise.all([key, other].map((as) => call(sesame, 'GET', '/api-keys', { as })));
    expect(alive.map(({ status }) => status).sort()).toEqual([200, 403]);
  });
});

/** The id of a domain, as `GET /domains` tells it. */
async function idOfDomain(name: string): Promise<string> {
  const { data } = await new Resend(key, { baseUrl: shared.api }).domains.list();
  return data?.data.find((domain) => domain.name === name)?.id ?? '';
}

/** Runs the operator's command with the credentials of a role that may write to the keys table, or may not. */
async function createKey(sesame: Sesame, name: string, functionName = 'api-keys-change'): Promise<string> {
  const { endpoint, region, credentials } = await clientAs(sesame, functionName);
  const script = resolve(__dirname, '..', 'tools', 'keys', 'create-key.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--stage', 'local', '--name', name], {
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
    },
  });
  return stdout.trim();
}
