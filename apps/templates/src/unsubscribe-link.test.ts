import { service } from './service.fixture';

const link = '<a href="{{unsubscribe_url}}">Unsubscribe</a>';
const newsletter = { name: 'News', subject: 'News', html: `<p>News</p>${link}`, stream: 'marketing' };
const noLink = { kind: 'no_unsubscribe_link', field: 'html', message: expect.stringContaining(link) as string };

test('the stream of a template is shown as it was said, and stays with its version', async () => {
  const { create, update, publish, get, list, version } = service();
  const id = String((await create(newsletter))['id']);
  await publish(id);
  await update(id, { stream: null });
  expect(await get(id)).toMatchObject({ stream: null, has_unpublished_versions: true });
  expect(await list()).toMatchObject({ data: [{ id, stream: null }] });
  expect(await version(id, undefined, { version: '1' })).toMatchObject({ stream: 'marketing' });
  await update(id, { stream: 'marketing' });
  expect(await list()).toMatchObject({ data: [{ id, stream: 'marketing' }] });
});

test('a copy is for the stream of the original', async () => {
  const { create, duplicate, list } = service();
  await duplicate(String((await create(newsletter))['id']));
  expect(await list()).toMatchObject({ data: [{ stream: 'marketing' }, { stream: 'marketing' }] });
});

test('a preview has a sample where an e-mail has its link, and nobody gives or declares that', async () => {
  const { create, render } = service();
  const { id, warnings } = await create({ ...newsletter, text: 'Unsubscribe: {{unsubscribe_url}}' });
  expect(warnings).toEqual([]);
  const sample = 'https://mail.example.com/unsubscribe/preview';
  expect(await render(String(id), {})).toMatchObject({
    html: `<p>News</p><a href="${sample}">Unsubscribe</a>`,
    text: `Unsubscribe: ${sample}`,
    warnings: [],
  });
  await expect(render(String(id), { variables: { unsubscribe_url: 'https://example.org' } })).rejects.toMatchObject({
    errorName: 'invalid_template_variables',
    details: { field: 'variables.unsubscribe_url', errors: [{ reason: 'reserved' }] },
  });
  const variables = [{ key: 'unsubscribe_url', type: 'string' }];
  await expect(create({ ...newsletter, variables })).rejects.toMatchObject({ details: { field: 'variables' } });
  await expect(create({ ...newsletter, html: '{{unsubscribe_url.path}}' })).rejects.toMatchObject({
    details: { field: 'variables' },
  });
});

test('a template of marketing mail without the link is warned of, and is not published', async () => {
  const { create, update, publish, render } = service();
  const { id: created, warnings } = await create({ ...newsletter, html: '<p>News</p>', text: '{{unsubscribe_url}}' });
  const id = String(created);
  expect(warnings).toMatchObject([noLink]);
  expect((await render(id))['warnings']).toMatchObject([noLink]);
  const refused = { errorName: 'validation_error', message: noLink.message, details: { field: 'html' } };
  await expect(publish(id)).rejects.toMatchObject(refused);
  expect(await update(id, { html: null })).toMatchObject({ warnings: [] });
  expect(await publish(id)).toMatchObject({ version: 1 });
});

test('a template of transactional mail with the link could be sent by nobody, so it is not published', async () => {
  const { create, publish } = service();
  const { id, warnings } = await create({ ...newsletter, stream: 'transactional' });
  expect(warnings).toMatchObject([{ kind: 'unsubscribe_link_unfilled', field: 'html' }]);
  await expect(publish(String(id))).rejects.toMatchObject({ details: { field: 'html' } });
});

test('a template that says no stream is published with the link and without it', async () => {
  const { create, publish } = service();
  for (const html of [newsletter.html, '<p>News</p>']) {
    const { id, warnings } = await create({ ...newsletter, html, stream: null });
    expect(warnings).toEqual([]);
    expect(await publish(String(id))).toMatchObject({ version: 1 });
  }
});
