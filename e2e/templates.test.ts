import { randomUUID } from 'node:crypto';
import { Resend } from 'resend';
import { call, key, shared } from './given';

const resend = new Resend(key, { baseUrl: shared.api });
const anAlias = () => `welcome-${randomUUID().slice(0, 8)}`;
const welcome = {
  name: 'Welcome',
  from: 'Shop <hello@example.com>',
  subject: 'Welcome, {{name}}',
  html: '<p>Hello {{name}}, these are yours:</p><ul>{{#each items}}<li>{{this.title}}</li>{{/each}}</ul>',
};

/** A published template; its id. */
async function published(template: Record<string, unknown>): Promise<string> {
  const { body } = await call(shared, 'POST', '/templates', { body: template });
  const id = String(body['id']);
  expect(await call(shared, 'POST', `/templates/${id}/publish`)).toMatchObject({ status: 200 });
  return id;
}

test('the unmodified resend client creates, gets, lists, updates, publishes, duplicates and removes templates', async () => {
  const alias = anAlias();
  const variables = [{ key: 'name', type: 'string' as const, fallbackValue: 'friend' }];
  const created = await resend.templates.create({ ...welcome, alias, variables, replyTo: 'answers@example.com' });
  expect(created).toMatchObject({ error: null, data: { object: 'template', id: expect.any(String) } });
  const id = created.data?.id ?? '';

  const draft = await resend.templates.get(id);
  expect(draft.data).toMatchObject({
    object: 'template',
    id,
    ...welcome,
    alias,
    text: null,
    reply_to: ['answers@example.com'],
    variables: [{ key: 'name', type: 'string', fallback_value: 'friend' }],
    status: 'draft',
    published_at: null,
    has_unpublished_versions: true,
  });

  expect(await resend.templates.publish(alias)).toMatchObject({ data: { object: 'template', id } });
  const shown = await resend.templates.get(alias);
  expect(shown.data).toMatchObject({ id, status: 'published', has_unpublished_versions: false });
  expect(shown.data?.current_version_id).toBe(draft.data?.current_version_id);

  expect(await resend.templates.update(id, { subject: 'Hello, {{name}}' })).toMatchObject({ data: { id } });
  const changed = await resend.templates.get(id);
  expect(changed.data).toMatchObject({
    subject: 'Hello, {{name}}',
    html: welcome.html,
    has_unpublished_versions: true,
  });
  expect(changed.data?.current_version_id).not.toBe(draft.data?.current_version_id);

  const copy = await resend.templates.duplicate(id).publish();
  expect(copy).toMatchObject({ error: null, data: { object: 'template' } });
  const copied = await resend.templates.get(copy.data?.id ?? '');
  expect(copied.data).toMatchObject({ name: 'Copy of Welcome', alias: null, subject: 'Hello, {{name}}' });

  const listed = await resend.templates.list({ limit: 1 });
  expect(listed.data).toMatchObject({ object: 'list', has_more: true, data: [{ id: copied.data?.id }] });
  const next = await resend.templates.list({ limit: 1, after: copied.data?.id ?? '' });
  expect(next.data?.data).toMatchObject([{ id, alias, status: 'published' }]);
  const back = await resend.templates.list({ limit: 1, before: id });
  expect(back.data?.data).toMatchObject([{ id: copied.data?.id }]);

  expect(await resend.templates.remove(alias)).toMatchObject({ data: { object: 'template', id, deleted: true } });
  expect(await resend.templates.get(id)).toMatchObject({ data: null, error: { name: 'not_found', statusCode: 404 } });
  expect(await resend.templates.create({ ...welcome, alias })).toMatchObject({ error: null });
});

test('what could never be rendered is refused when it is saved, with its line and column', async () => {
  const html = '<p>Hello</p>\n<p>{{name}</p>\n<p>{{upper name}}</p>';
  const { error } = await resend.templates.create({ ...welcome, html });
  expect(error).toMatchObject({ name: 'validation_error', statusCode: 422 });
  expect(error?.message).toMatch(/"html", line 2, column \d+: /);

  const saved = await call(shared, 'POST', '/templates', {
    body: { ...welcome, html: '<p>\n<img src="{{logo}}"></p>' },
  });
  expect(saved.body['warnings']).toMatchObject([{ kind: 'image_without_alt', field: 'html', line: 2, column: 1 }]);
  const large = await call(shared, 'POST', '/templates', { body: { ...welcome, html: 'x'.repeat(500_001) } });
  expect(large).toMatchObject({
    status: 422,
    body: { field: 'html', message: expect.stringContaining('500000 bytes') },
  });
});

test('an alias names one template, whoever takes it first', async () => {
  const alias = anAlias();
  const answers = await Promise.all(Array.from({ length: 5 }, () => resend.templates.create({ ...welcome, alias })));
  expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
  const refused = answers.flatMap(({ error }) => (error ? [error] : []));
  expect(refused.every(({ name }) => ['template_alias_taken', 'application_error'].includes(name))).toBe(true);
});

test('versions never change, are numbered without a gap when many publish at once, and can be gone back to', async () => {
  const id = await published(welcome);
  const path = `/templates/${id}`;
  await call(shared, 'PATCH', path, { body: { subject: 'Second' } });
  const publishing = Array.from({ length: 4 }, () => call(shared, 'POST', `${path}/publish`));
  const versions = (await Promise.all(publishing)).map(({ body }) => body['version']);
  expect(versions).toEqual([2, 2, 2, 2]);

  const edits = ['Third', 'Fourth'].map((subject) => call(shared, 'PATCH', path, { body: { subject } }));
  expect((await Promise.all(edits)).map(({ status }) => status)).toEqual([200, 200]);
  await call(shared, 'POST', `${path}/publish`);
  const listed = await call(shared, 'GET', `${path}/versions`);
  expect(listed.body['data']).toMatchObject([
    { version: 3, is_published: true },
    { version: 2, is_published: false },
    { version: 1 },
  ]);
  expect(await call(shared, 'GET', `${path}/versions/1`)).toMatchObject({ body: { subject: welcome.subject } });

  expect(await call(shared, 'POST', `${path}/rollback`, { body: { version: 1 } })).toMatchObject({ status: 200 });
  expect(await call(shared, 'GET', path)).toMatchObject({
    body: { published_version: 1, has_unpublished_versions: true, subject: expect.stringMatching(/Third|Fourth/) },
  });
  expect(await call(shared, 'POST', `${path}/publish`)).toMatchObject({ body: { version: 3 } });
  expect(await call(shared, 'POST', `${path}/rollback`, { body: { version: 4 } })).toMatchObject({ status: 404 });
});

test('a preview renders the draft or a version, and names every variable that is missing', async () => {
  const id = await published(welcome);
  const rendered = await call(shared, 'POST', `/templates/${id}/render`, {
    body: { variables: { name: 'A & B', items: [{ title: 'Tea' }] } },
  });
  expect(rendered.body).toMatchObject({
    subject: 'Welcome, A & B',
    html: '<p>Hello A &amp; B, these are yours:</p><ul><li>Tea</li></ul>',
    text: expect.stringContaining('Tea'),
    warnings: [],
  });
  const refused = await call(shared, 'POST', `/templates/${id}/render`, { body: { variables: { items: [{}] } } });
  expect(refused).toMatchObject({ status: 422, body: { name: 'invalid_template_variables' } });
  const fields = (refused.body['errors'] as { field: string }[]).map(({ field }) => field);
  expect(fields.sort()).toEqual(['variables.items[0].title', 'variables.name']);
});
