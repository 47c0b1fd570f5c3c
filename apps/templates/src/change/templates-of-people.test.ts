import { templatesInMemory } from '@sesame/template';
import { apiRequest } from '../api-request.fixture';
import { now, service, welcome } from '../service.fixture';
import { publishTemplate } from './publish-template';
import { rollBackTemplate } from './roll-back-template';

test('a template that is saved shows its draft, and nothing is published', async () => {
  const { create, get } = service();
  const { id } = await create({ ...welcome, alias: 'welcome' });
  expect(await get('welcome')).toMatchObject({
    id,
    ...welcome,
    status: 'draft',
    variables: null,
    reply_to: null,
    published_version: null,
    has_unpublished_versions: true,
  });
});

test.each([
  ['no name', { html: 'x' }, 'name'],
  ['neither HTML nor text', { name: 'x' }, 'html'],
  ['HTML and text emptied', { name: 'x', html: '', text: null }, 'html'],
  ['an alias with a space', { ...welcome, alias: 'my template' }, 'alias'],
  ['an alias that looks like an id', { ...welcome, alias: '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7' }, 'alias'],
  ['a sender that is none', { ...welcome, from: 'nobody' }, 'from'],
  ['a reply address that is none', { ...welcome, reply_to: ['a@example.com', 'nobody'] }, 'reply_to[1]'],
  ['a subject of two lines', { ...welcome, subject: 'a\nb' }, 'subject'],
  ['a syntax error in the text', { ...welcome, text: '{{#if a}}' }, 'text'],
  ['a helper', { ...welcome, html: '{{lookup a b}}' }, 'html'],
  [
    'a fallback of another type',
    { ...welcome, variables: [{ key: 'name', type: 'number', fallback_value: 'x' }] },
    'variables',
  ],
  ['a variable of no type', { ...welcome, variables: [{ key: 'name', type: 'date' }] }, 'variables[0].type'],
  ['a field that there is none of', { ...welcome, body: 'x' }, 'body'],
])('%s is refused by its field', async (_, body, field) => {
  await expect(service().create(body)).rejects.toMatchObject({ errorName: 'validation_error', details: { field } });
});

test('an edit that makes the template impossible changes nothing', async () => {
  const { create, update, get } = service();
  const id = String((await create())['id']);
  const before = await get(id);
  await expect(update(id, { html: '{{/if}}' })).rejects.toMatchObject({ details: { field: 'html' } });
  await expect(update(id, { html: null })).rejects.toMatchObject({ details: { field: 'html' } });
  await expect(update(id, {})).rejects.toMatchObject({ errorName: 'validation_error' });
  expect(await get(id)).toEqual(before);
});

test('what is absent stays, and null is none', async () => {
  const { create, update, get } = service();
  const id = String((await create({ ...welcome, alias: 'a', from: 'a@example.com', reply_to: 'b@example.com' }))['id']);
  await update(id, { from: null, reply_to: null, alias: null, name: 'Other' });
  expect(await get(id)).toMatchObject({
    name: 'Other',
    subject: welcome.subject,
    from: null,
    reply_to: null,
    alias: null,
  });
});

test('a new name is no new version', async () => {
  const { create, publish, update, get } = service();
  const id = String((await create())['id']);
  await publish(id);
  await update(id, { name: 'Other', subject: welcome.subject });
  expect(await get(id)).toMatchObject({ name: 'Other', has_unpublished_versions: false });
});

test('a variable that is declared again as it was keeps its times', async () => {
  const { create, update, get } = service();
  const variables = [{ key: 'name', type: 'string', fallback_value: 'you' }];
  const id = String((await create({ ...welcome, variables }))['id']);
  const before = await get(id);
  await update(id, { variables });
  expect((await get(id))['current_version_id']).toBe(before['current_version_id']);
});

test('an alias belongs to one template, until that is removed', async () => {
  const { create, update, remove } = service();
  const taken = { errorName: 'template_alias_taken', details: { field: 'alias' } };
  await create({ ...welcome, alias: 'welcome' });
  const other = String((await create())['id']);
  await expect(create({ ...welcome, alias: 'welcome' })).rejects.toMatchObject(taken);
  await expect(update(other, { alias: 'welcome' })).rejects.toMatchObject(taken);
  await remove('welcome');
  await update(other, { alias: 'welcome' });
});

test('publishing what is published gives no new version, and what was rolled back keeps its number', async () => {
  const { create, publish, rollBack, update, get } = service();
  const id = String((await create())['id']);
  expect(await publish(id)).toMatchObject({ version: 1 });
  expect(await publish(id)).toMatchObject({ version: 1 });
  await update(id, { subject: 'New' });
  expect(await publish(id)).toMatchObject({ version: 2 });
  expect(await rollBack(id, { version: 1 })).toMatchObject({ version: 1 });
  expect(await get(id)).toMatchObject({ published_version: 1, subject: 'New', has_unpublished_versions: true });
  expect(await publish(id)).toMatchObject({ version: 2 });
  await expect(rollBack(id, { version: 3 })).rejects.toMatchObject({ errorName: 'not_found' });
});

test('who published what is kept: of a version its first publisher, and of the template the last', async () => {
  const templates = templatesInMemory();
  const { create, update, get, versions } = service(templates);
  const id = String((await create())['id']);
  const as = (keyId: string, body?: unknown) => ({
    ...apiRequest({ body, now, pathParameters: { template: id } }),
    holder: { connection: 'own', keyId, permission: 'full_access' as const },
  });
  await publishTemplate(templates)(as('ada'));
  await update(id, { subject: 'New' });
  await publishTemplate(templates)(as('bob'));
  expect(await get(id)).toMatchObject({ published_version: 2, published_by: 'key bob' });

  await rollBackTemplate(templates)(as('eve', { version: 1 }));
  expect(await get(id)).toMatchObject({ published_version: 1, published_by: 'key eve' });
  expect((await versions(id))['data']).toMatchObject([
    { version: 2, published_by: 'key bob' },
    { version: 1, published_by: 'key ada' },
  ]);
});

test('what is not there is 404, by whatever name', async () => {
  const { get, update, publish, render } = service();
  for (const call of [get('none'), update('none', { name: 'x' }), publish('none'), render('none')]) {
    await expect(call).rejects.toMatchObject({ errorName: 'not_found' });
  }
});
