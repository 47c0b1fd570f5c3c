import { callSigned, type Credentials, credentialsOf, roleApi } from './application';
import { call, key, send, shared, simulated, timePasses } from './given';
import { accepted, decisionsAbout, eventually, mailTo } from './then';

let api: string;
let application: Credentials;
beforeAll(async () => {
  api = await roleApi(shared);
  application = await credentialsOf(shared, 'application');
});

const email = (to: string, more: object = {}) => ({
  from: 'hello@example.com',
  to,
  subject: 'Hello',
  text: 'Hello.',
  ...more,
});
const sendSigned = (to: string, credentials = application, more: object = {}) =>
  callSigned(api, credentials, 'POST', '/emails', { body: email(to, more) });

test('an application with the application role sends by its role alone, and reads what became of it', async () => {
  const to = simulated('success');
  const sent = await sendSigned(to);
  expect(sent).toMatchObject({ status: 200, body: { id: expect.any(String) } });
  await eventually(async () => expect(await mailTo(shared, to)).toHaveLength(1));

  await eventually(async () =>
    expect(await callSigned(api, application, 'GET', `/emails/${String(sent.body['id'])}`)).toMatchObject({
      status: 200,
      body: {
        to: [to],
        delivery_status: 'sent',
        requested_by: expect.stringMatching(/:assumed-role\/sesame-local-application\/.+/),
      },
    }),
  );
});

test('it sends batches, once for one Idempotency-Key', async () => {
  const [first, second] = [simulated('success'), simulated('success')];
  const batch = { body: [email(first), email(second)], headers: { 'idempotency-key': `batch-of-${first}` } };
  const answer = await callSigned(api, application, 'POST', '/emails/batch', batch);
  expect(answer).toMatchObject({
    status: 200,
    body: { data: [{ id: expect.any(String) }, { id: expect.any(String) }] },
  });
  expect((await callSigned(api, application, 'POST', '/emails/batch', batch)).body).toEqual(answer.body);
  for (const to of [first, second]) await eventually(async () => expect(await mailTo(shared, to)).toHaveLength(1));
});

test('what holds for a key holds for it: an address that is not verified cannot send', async () => {
  expect(await sendSigned(simulated('success'), application, { from: 'hello@example.org' })).toMatchObject({
    status: 422,
    body: { name: 'identity_not_verified' },
  });
});

test.each(['bounces', 'sender-read', 'operator'])(
  'whoever has another role, such as that of %s, is refused',
  async (role) => {
    const to = simulated('success');
    expect(await sendSigned(to, await credentialsOf(shared, role))).toMatchObject({
      status: 403,
      body: { message: 'Forbidden' },
    });
    expect((await decisionsAbout(shared, role)).at(-1)).toMatchObject({
      action: 'execute-api:Invoke',
      decision: 'implicitly-denied',
      resource: expect.stringMatching(/\/\$default\/POST\/emails$/),
    });
    expect(await mailTo(shared, to)).toEqual([]);
  },
);

test('a key opens the other API alone, and a role nothing but what its policy names', async () => {
  const withKey = await fetch(`${api}/emails`, { method: 'POST', headers: { authorization: `Bearer ${key}` } });
  expect(withKey.status).toBe(403);
  expect(await callSigned(shared.api, application, 'POST', '/emails', { body: email('a@example.net') })).toMatchObject({
    status: 401,
    body: { name: 'missing_api_key' },
  });
  for (const path of ['/emails', '/suppressions', '/api-keys', '/emails/1/events'])
    expect(await callSigned(api, application, 'GET', path)).toMatchObject({ status: 404 });
});

test('when its credentials end it renews them, and no e-mail is lost or sent twice', async () => {
  let credentials = await credentialsOf(shared, 'application');
  let renewals = 0;
  /** As an application does that is refused: renew, and repeat the request under its Idempotency-Key. */
  const sendWithRenewal = async (to: string): Promise<string> => {
    const request = { body: email(to), headers: { 'idempotency-key': `to-${to}` } };
    const answer = await callSigned(api, credentials, 'POST', '/emails', request);
    if (answer.status === 200) return String(answer.body['id']);
    expect(answer).toMatchObject({ status: 403, body: { message: 'Forbidden' } });
    credentials = await credentialsOf(shared, 'application');
    renewals++;
    const repeated = await callSigned(api, credentials, 'POST', '/emails', request);
    expect(repeated.status).toBe(200);
    return String(repeated.body['id']);
  };

  const arrived = (to: string) => eventually(async () => expect(await mailTo(shared, to)).toHaveLength(1));
  const recipients = Array.from({ length: 6 }, () => simulated('success'));
  const ids: string[] = [];
  for (const [index, to] of recipients.entries()) {
    if (index === 3) {
      // What is being delivered when an hour passes at once is settled hours later; that is another story.
      await Promise.all(recipients.slice(0, index).map(arrived));
      await timePasses(shared, 3_600_000);
      await accepted(shared, simulated('success'));
    }
    ids.push(await sendWithRenewal(to));
  }
  expect({ different: new Set(ids).size, renewals }).toEqual({ different: 6, renewals: 1 });
  await Promise.all(recipients.map(arrived));
});

test('the API for holders of keys is as it was', async () => {
  const { status, body } = await send(shared, simulated('success'));
  expect({ status, got: (await call(shared, 'GET', `/emails/${String(body['id'])}`)).status }).toEqual({
    status: 200,
    got: 200,
  });
});
