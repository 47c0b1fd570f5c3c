import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { call, clientAs, send, shared, simulated } from './given';
import { decisionsAbout, eventually, hasStatus, mailTo } from './then';

const oneClick = 'List-Unsubscribe=One-Click';
const formType = 'application/x-www-form-urlencoded';

/** Accepts an e-mail of the marketing stream; its answer. */
function offerMarketing(to: string, replaced: Record<string, unknown> = {}) {
  return call(shared, 'POST', '/emails', {
    headers: { 'sesame-stream': 'marketing' },
    body: { from: 'hello@example.com', to, subject: 'News', text: 'News.', ...replaced },
  });
}

/** Sends an e-mail of the marketing stream; its id, once SES has it. */
async function sendMarketing(to: string, replaced: Record<string, unknown> = {}): Promise<string> {
  const { body } = await offerMarketing(to, replaced);
  const id = String(body['id']);
  await hasStatus(shared, id, 'sent');
  return id;
}

/** The header fields of the message that an address got, unfolded, by their names in lower case. */
async function headersOfMailTo(address: string): Promise<Map<string, string>> {
  const [mail] = await eventually(async () => {
    const found = await mailTo(shared, address);
    expect(found).toHaveLength(1);
    return found;
  });
  const source = await (await fetch(`${shared.aws}/_sesame/mail/${mail?.id}`)).text();
  const [head = ''] = source.split(/\r?\n\r?\n/);
  return new Map(
    head
      .replaceAll(/\r?\n[ \t]+/g, ' ')
      .split(/\r?\n/)
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

/** Where a recipient unsubscribes from what he got. */
async function linkTo(address: string): Promise<string> {
  return (await headersOfMailTo(address)).get('list-unsubscribe')?.slice(1, -1) ?? '';
}

async function page(url: string, form?: string | FormData, type?: string) {
  const response = await fetch(url, {
    redirect: 'error',
    ...(form !== undefined && {
      method: 'POST',
      body: form,
      ...(type !== undefined && { headers: { 'content-type': type } }),
    }),
  });
  const body = await response.text();
  return { status: response.status, headers: response.headers, body, title: /<h1>(.*)<\/h1>/.exec(body)?.[1] };
}

const suppressionOf = (address: string) => call(shared, 'GET', `/suppressions/${encodeURIComponent(address)}`);

test('who unsubscribes with one click, as a mail provider does it, gets no more marketing mail, and everything else', async () => {
  const reader = simulated('success');
  const id = await sendMarketing(reader);
  const headers = await headersOfMailTo(reader);
  expect(headers.get('list-unsubscribe')).toMatch(new RegExp(`^<${shared.api}/unsubscribe/${id}\\.[\\w-]{22}>$`));
  expect(headers.get('list-unsubscribe-post')).toBe(oneClick);

  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  expect(await page(await linkTo(reader), form)).toMatchObject({ status: 200, title: 'You are unsubscribed' });

  expect(await offerMarketing(reader)).toMatchObject({ status: 422, body: { name: 'recipient_suppressed' } });
  expect(await mailTo(shared, reader)).toHaveLength(1);
  const receipt = await send(shared, reader);
  expect(receipt.status).toBe(200);
  await hasStatus(shared, String(receipt.body['id']), 'sent');

  const { body } = await suppressionOf(reader);
  expect(body).toMatchObject({ email: reader, stream: 'marketing', origin: 'manual', source_id: id });
  expect(body['reason']).toContain('unsubscribed');
  const events = await eventually(async () => {
    const { body: listed } = await call(shared, 'GET', `/emails/${id}/events`);
    const found = (listed['data'] as { type: string }[]).filter(({ type }) => type === 'unsubscribe');
    expect(found).toHaveLength(1);
    return found;
  });
  expect(events).toMatchObject([{ recipient: reader, effect: 'suppressed' }]);
});

test('looking changes nothing; the button unsubscribes, and takes it back', async () => {
  const reader = simulated('success');
  const id = await sendMarketing(reader, { from: "Ben & 'Jane' <hello@example.com>" });
  const link = await linkTo(reader);
  const asked = await page(link);
  expect(asked).toMatchObject({ status: 200, title: 'Unsubscribe from marketing mail?' });
  expect(asked.body).toContain('<strong>Ben &amp; &#39;Jane&#39;</strong> (example.com)');
  expect(asked.body).not.toContain(reader);
  expect(asked.body).not.toMatch(/<script|https?:/);
  expect(Object.fromEntries(asked.headers)).toMatchObject({
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    ),
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'cache-control': 'no-store',
  });
  expect((await suppressionOf(reader)).status).toBe(404);

  expect(await page(link, oneClick, formType)).toMatchObject({ title: 'You are unsubscribed' });
  expect(await page(link, oneClick, formType)).toMatchObject({ title: 'You are unsubscribed' });
  expect(await page(link)).toMatchObject({ title: 'You are unsubscribed' });
  expect(await page(link, 'Resubscribe=Yes', formType)).toMatchObject({ title: 'You are subscribed again' });
  expect((await suppressionOf(reader)).status).toBe(404);
  expect(await page(link, oneClick, formType)).toMatchObject({ title: 'You are unsubscribed' });
  const { body } = await call(shared, 'GET', `/emails/${id}/events`);
  expect((body['data'] as { type: string }[]).filter(({ type }) => type === 'unsubscribe')).toHaveLength(1);
});

test('one message does not take back what another one did', async () => {
  const reader = simulated('success');
  await sendMarketing(reader);
  const link = await linkTo(reader);
  await sendMarketing(reader);
  const mails = await mailTo(shared, reader);
  const source = await (await fetch(`${shared.aws}/_sesame/mail/${mails[0]?.id}`)).text();
  const another = /List-Unsubscribe:\s+<([^>]+)>/i.exec(source)?.[1] ?? '';
  expect(another).not.toBe(link);

  await page(link, oneClick, formType);
  expect((await page(another, 'Resubscribe=Yes', formType)).body).toContain('unsubscribed by another message');
  expect(await suppressionOf(reader)).toMatchObject({ status: 200, body: { stream: 'marketing' } });
});

test('a link that is wrong gets the same page, whether its e-mail exists or not', async () => {
  const reader = simulated('success');
  const id = await sendMarketing(reader);
  const wrong = 'A'.repeat(22);
  const { body } = await send(shared, simulated('success'));
  const answers = await Promise.all(
    [`${id}.${wrong}`, `01936f9e-2c00-7000-8000-0000000000ab.${wrong}`, `${String(body['id'])}.${wrong}`, 'x'].map(
      (token) => page(`${shared.api}/unsubscribe/${token}`, oneClick, formType),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  expect(new Set(answers.map(({ body: text }) => text)).size).toBe(1);
  expect((await suppressionOf(reader)).status).toBe(404);
});

test.each([
  ['another word', 'List-Unsubscribe=No', formType, 422],
  ['JSON', '{"List-Unsubscribe":"One-Click"}', 'application/json', 422],
  ['nothing', '', formType, 422],
  ['more than 4 KB', `${oneClick}&x=${'x'.repeat(5000)}`, formType, 413],
])('a form that says %s changes nothing', async (_, form, type, status) => {
  const reader = simulated('success');
  await sendMarketing(reader);
  expect(await page(await linkTo(reader), form, type)).toMatchObject({ status, title: 'Nothing was changed' });
  expect((await suppressionOf(reader)).status).toBe(404);
});

test('other methods are refused as everywhere', async () => {
  const response = await fetch(`${shared.api}/unsubscribe/x`, { method: 'DELETE' });
  expect({ status: response.status, body: await response.json() }).toMatchObject({
    status: 404,
    body: { name: 'not_found' },
  });
});

test('the page’s function reads of an e-mail what it shows, and changes no other part of the suppression list', async () => {
  const client = new DynamoDBClient(await clientAs(shared, 'sender-unsubscribe'));
  const Key = { pk: { S: 'own#x' }, sk: { S: 'email' } };
  const whole = client.send(new GetItemCommand({ TableName: 'sesame-local-emails', Key }));
  await expect(whole).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const subject = client.send(
    new GetItemCommand({ TableName: 'sesame-local-emails', Key, ProjectionExpression: 'subject' }),
  );
  await expect(subject).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const forAll = client.send(
    new UpdateItemCommand({
      TableName: 'sesame-local-suppressions',
      Key: { pk: { S: 'own#all#a@example.net' }, sk: { S: 'entry' } },
      UpdateExpression: 'SET removed = :now',
      ExpressionAttributeValues: { ':now': { S: '2026-11-22T12:00:00.000Z' } },
    }),
  );
  await expect(forAll).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const denied = (await decisionsAbout(shared, 'sender-unsubscribe')).filter(({ decision }) => decision !== 'allowed');
  expect(denied.map(({ action }) => action)).toEqual(['dynamodb:GetItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem']);
});
