import { randomUUID } from 'node:crypto';
import { Resend } from 'resend';
import { call, key, shared, timePasses } from './given';
import { textParts } from './message-parts';
import { eventually, hasStatus, mailTo } from './then';

const resend = new Resend(key, { baseUrl: shared.api });
const someone = () => `jane.${randomUUID().slice(0, 8)}@example.net`;
const receipt = {
  name: 'Receipt',
  from: 'Käse & Co <orders@example.com>',
  subject: 'Your order, {{customer.name}}',
  html:
    '<h1>Thank you, {{customer.name}}</h1>\n<table>{{#each items}}<tr><td>{{title}}</td><td>{{price}}</td></tr>{{/each}}</table>' +
    '{{#if note}}<p>{{note}}</p>{{/if}}<p><a ses:no-track href="{{url}}">Look at it</a></p>',
  replyTo: 'answers@example.com',
};
const variables = {
  customer: { name: 'Zoë <b>"O’Hara"</b> & Söhne' },
  items: [
    { title: 'Grüner Tee 🍵 '.repeat(20), price: 7.5 },
    { title: '= 100 % {{not}} a tag', price: 0 },
  ],
  url: 'https://example.com/orders?id=1&from=mail',
};

/** A published template with an alias of its own. */
async function published(template: Parameters<typeof resend.templates.create>[0]) {
  const alias = `receipt-${randomUUID().slice(0, 8)}`;
  const { data, error } = await resend.templates.create({ ...template, alias }).publish();
  expect(error).toBeNull();
  return { id: data?.id ?? '', alias };
}

/** The one message that SES got for an address: its subject and its parts, as a mail program reads them. */
async function received(address: string) {
  const [mail] = await eventually(async () => {
    const mails = await mailTo(shared, address);
    expect(mails).toHaveLength(1);
    return mails;
  });
  const source = await (await fetch(`${shared.aws}/_sesame/mail/${mail?.id ?? ''}`)).text();
  const { 'text/html': html = '', 'text/plain': text } = textParts(source);
  return { subject: mail?.subject, from: mail?.from, text, html: html.replace(pixelOfSes, '') };
}

/** SES adds it to what it got, as the configuration set wishes. */
const pixelOfSes = /<img alt="" src="[^"]*\/_sesame\/open\/[^"]*"[^>]*>$/;

// The client types variables as texts and numbers; lists and objects go through it as they are.
const send = (to: string, id: string, given: object = variables, more: object = {}) =>
  resend.emails.send({ to, template: { id, variables: given as Record<string, string> }, ...more });

test('what the preview shows is what SES gets, byte for byte, by id and by alias', async () => {
  const { id, alias } = await published(receipt);
  const preview = await call(shared, 'POST', `/templates/${id}/render`, { body: { variables, version: 1 } });
  for (const name of [id, alias]) {
    const to = someone();
    const sent = await send(to, name);
    expect(sent.error).toBeNull();
    const { from, ...parts } = await received(to);
    expect(from).toContain('orders@example.com');
    expect(parts).toEqual({
      subject: preview.body['subject'],
      html: String(preview.body['html']).replace(' ses:no-track', ''),
      text: preview.body['text'],
    });
    const stored = await call(shared, 'GET', `/emails/${sent.data?.id ?? ''}`);
    expect(stored.body).toMatchObject({
      subject: preview.body['subject'],
      html: preview.body['html'],
      text: preview.body['text'],
      reply_to: ['answers@example.com'],
    });
  }
});

test('a missing variable is refused before anything is stored, every one by its name', async () => {
  const { alias } = await published(receipt);
  const to = someone();
  const idempotencyKey = randomUUID();
  const template = { id: alias, variables: { customer: {}, items: [{ title: 'Tea' }], url: 'https://example.com' } };
  const refused = await call(shared, 'POST', '/emails', {
    body: { to, template },
    headers: { 'idempotency-key': idempotencyKey },
  });
  expect(refused).toMatchObject({ status: 422, body: { name: 'invalid_template_variables' } });
  const fields = (refused.body['errors'] as { field: string }[]).map(({ field }) => field);
  expect(fields.sort()).toEqual(['template.variables.customer.name', 'template.variables.items[0].price']);
  expect(refused.body['message']).toContain('customer.name');

  // The key was not claimed, so the same key takes another request.
  const options = { idempotencyKey };
  const sent = await resend.emails.send({ to, template: { id: alias, variables: variables as never } }, options);
  expect(sent.error).toBeNull();
  await received(to);
});

test('a repeated request is sent once, although another version is published by now', async () => {
  const { id, alias } = await published(receipt);
  const to = someone();
  const body = { to, template: { id: alias, variables } };
  const headers = { 'idempotency-key': randomUUID() };
  const first = await call(shared, 'POST', '/emails', { body, headers });
  await resend.templates.update(id, { subject: 'Another' });
  await resend.templates.publish(id);
  const again = await call(shared, 'POST', '/emails', { body, headers });
  expect(again).toMatchObject({ status: 200, body: first.body });
  expect((await received(to)).subject).toContain('Your order');

  const next = someone();
  await send(next, alias);
  expect((await received(next)).subject).toBe('Another');
});

test('scheduled e-mail goes out as it was rendered, although its template is removed before', async () => {
  const { id, alias } = await published(receipt);
  const to = someone();
  const sent = await send(to, alias, variables, { scheduledAt: 'in 10 minutes' });
  expect(sent.error).toBeNull();
  await resend.templates.remove(id);
  expect((await send(someone(), alias)).error).toMatchObject({ name: 'validation_error', statusCode: 422 });
  await timePasses(shared, 11 * 60_000);
  await hasStatus(shared, sent.data?.id ?? '', 'sent');
  expect((await received(to)).html).toContain('Thank you, Zoë &lt;b&gt;');
});

test('in a batch each entry has its own variables, and a refused one is named by its place', async () => {
  const { alias } = await published({ name: 'Hello', subject: 'Hello {{name}}', html: '<p>Hello {{name}}</p>' });
  const from = 'hello@example.com';
  const [ada, bob] = [someone(), someone()];
  const entry = (to: string, name?: string) => ({
    from,
    to,
    template: { id: alias, variables: { ...(name && { name }) } },
  });
  const refused = await call(shared, 'POST', '/emails/batch', { body: [entry(ada, 'Ada'), entry(bob)] });
  expect(refused).toMatchObject({ status: 422, body: { name: 'invalid_template_variables' } });
  expect(JSON.stringify(refused.body)).toContain('[1]');

  const { status } = await call(shared, 'POST', '/emails/batch', { body: [entry(ada, 'Ada'), entry(bob, 'Bob')] });
  expect(status).toBe(200);
  expect((await received(ada)).subject).toBe('Hello Ada');
  expect((await received(bob)).subject).toBe('Hello Bob');
});

test('marketing mail by a template holds the link of that very e-mail, which opens the page and unsubscribes', async () => {
  const alias = `news-${randomUUID().slice(0, 8)}`;
  const html = '<p>{{title}}</p><p><a ses:no-track href="{{unsubscribe_url}}">Unsubscribe</a></p>';
  const news = { name: 'News', alias, from: 'news@example.com', subject: '{{title}}', stream: 'marketing' };
  const created = await call(shared, 'POST', '/templates', { body: { ...news, html: '<p>{{title}}</p>' } });
  expect(created.body).toMatchObject({ warnings: [{ kind: 'no_unsubscribe_link', field: 'html' }] });
  const unpublished = await call(shared, 'POST', `/templates/${alias}/publish`);
  expect(unpublished).toMatchObject({ status: 422, body: { name: 'validation_error', field: 'html' } });
  await call(shared, 'PATCH', `/templates/${alias}`, { body: { html } });
  expect((await call(shared, 'POST', `/templates/${alias}/publish`)).status).toBe(200);

  const [single, ...batch] = [someone(), someone(), someone()];
  const body = (to: string) => ({ to, template: { id: alias, variables: { title: 'News' } } });
  const headers = () => ({ 'sesame-stream': 'marketing', 'idempotency-key': randomUUID() });
  const refused = await call(shared, 'POST', '/emails', { body: body(single) });
  expect(refused).toMatchObject({ status: 422, body: { field: 'template.id' } });
  const sent = await call(shared, 'POST', '/emails', { headers: headers(), body: body(single) });
  const all = await call(shared, 'POST', '/emails/batch', { headers: headers(), body: batch.map(body) });
  const ids = [sent.body, ...(all.body['data'] as { id: string }[])].map((one) => String(one['id']));

  const preview = await call(shared, 'POST', `/templates/${alias}/render`, { body: { variables: { title: 'News' } } });
  const sample = 'https://mail.example.com/unsubscribe/preview';
  const links: string[] = [];
  for (const [place, to] of [single, ...batch].entries()) {
    const { html: got, text } = await received(to);
    const link = /href="([^"]+)"/.exec(got)?.[1] ?? '';
    expect(link).toMatch(new RegExp(`^${shared.api}/unsubscribe/${ids[place]}\\.[\\w-]{22}$`));
    expect(got).toBe(String(preview.body['html']).replace(' ses:no-track', '').replace(sample, link));
    expect(text).toBe(String(preview.body['text']).replace(sample, link));
    links.push(link);
  }
  expect(await (await fetch(links[2] ?? '')).text()).toContain('Unsubscribe from marketing mail?');
  const oneClick = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  expect(await (await fetch(links[2] ?? '', { method: 'POST', body: oneClick })).text()).toContain(
    'You are unsubscribed',
  );
  const again = await call(shared, 'POST', '/emails', {
    headers: headers(),
    body: body(batch[1] ?? ''),
  });
  expect(again).toMatchObject({ status: 422, body: { name: 'recipient_suppressed' } });
});

test('a template that is not published, or beside a text, is refused in words', async () => {
  const created = await resend.templates.create({ ...receipt });
  const id = created.data?.id ?? '';
  expect((await send(someone(), id)).error).toMatchObject({ name: 'template_not_published', statusCode: 422 });
  const both = { from: 'hello@example.com', to: someone(), subject: 'Hello', text: 'Hello', template: { id } };
  expect(await call(shared, 'POST', '/emails', { body: both })).toMatchObject({ status: 422, body: { field: 'text' } });
});
