import { ApiError } from '@sesame/lambda';
import type { PublishedTemplate } from '@sesame/template';
import type { AskedDraft } from './draft';
import { fillIn } from './fill-in';
import { readEmail } from './incoming-email';
import { templatesInMemory } from './templates-in-memory.fixture';

const id = '0193a1b2-c3d4-7e5f-8091-a2b3c4d5e6f7';
const welcome: PublishedTemplate = {
  id,
  version: 3,
  versionId: 'v3',
  content: {
    subject: 'Welcome, {{name}}',
    html: '<p>{{name}} has {{count}}</p>',
    text: '{{name}} has {{count}}',
    from: 'Shop <hello@example.com>',
    replyTo: ['answers@example.com'],
    variables: [{ key: 'count', type: 'number', fallback_value: 1, created_at: '', updated_at: '' }],
  },
};
const bare: PublishedTemplate = {
  ...{ id, version: 1, versionId: 'b1' },
  content: { text: 'Hello', replyTo: [], variables: [] },
};
const apiUrl = 'https://mail.example.com';
const news: PublishedTemplate = {
  ...{ id, version: 2, versionId: 'n2' },
  content: {
    subject: 'News',
    html: '<p>{{name}}</p><a href="{{unsubscribe_url}}">Unsubscribe</a>',
    from: 'news@example.com',
    replyTo: [],
    variables: [],
  },
};
const drafted = (email: object, template?: AskedDraft['template']): AskedDraft => ({
  request: readEmail({ to: 'ada@example.net', ...email }, undefined),
  holder: { connection: 'own', keyId: 'key', permission: 'full_access' },
  id: 'e1',
  acceptedAt: new Date('2026-11-22T12:00:00.000Z'),
  suppressed: [],
  ...(template && { template }),
});
const by = (name: string, variables: object = { name: 'A & B' }, more: object = {}) =>
  drafted({ template: { id: name, variables }, ...more });
const filled = async (...drafts: (AskedDraft | ApiError)[]) =>
  fillIn({ apiUrl, templates: templatesInMemory({ welcome, bare, news }) })(drafts);

test('an e-mail by a template has its content, and its sender, subject and reply addresses', async () => {
  await expect(filled(by('welcome'))).resolves.toMatchObject([
    {
      request: {
        from: { text: 'Shop <hello@example.com>', mailbox: { address: 'hello@example.com' } },
        subject: 'Welcome, A & B',
        replyTo: [{ text: 'answers@example.com' }],
        content: { html: '<p>A &amp; B has 1</p>', text: 'A & B has 1' },
      },
      template: { id, version: 3, versionId: 'v3' },
    },
  ]);
});

test('what the e-mail says itself goes before what its template says', async () => {
  const own = { from: 'me@example.com', subject: 'Mine, {{name}}', reply_to: 'me@example.com' };
  await expect(filled(by('welcome', { name: 'Ada', count: 2 }, own))).resolves.toMatchObject([
    {
      request: {
        from: { text: 'me@example.com' },
        subject: 'Mine, {{name}}',
        replyTo: [{ text: 'me@example.com' }],
        content: { text: 'Ada has 2' },
      },
    },
  ]);
});

test.each([
  ['a template that there is none of', by('farewell'), 'validation_error', 'template.id'],
  ['a template that is not published', by('draft'), 'template_not_published', 'template.id'],
  ['a missing variable', by('welcome', {}), 'invalid_template_variables', 'template.variables.name'],
  [
    'a mistyped variable',
    by('welcome', { name: 'Ada', count: 'x' }),
    'invalid_template_variables',
    'template.variables.count',
  ],
  ['no sender anywhere', by('bare', {}, { subject: 'Hello' }), 'validation_error', 'from'],
  ['no subject anywhere', by('bare', {}, { from: 'me@example.com' }), 'validation_error', 'subject'],
  ['a subject that variables made too long', by('welcome', { name: 'x'.repeat(999) }), 'validation_error', 'subject'],
])('%s is refused by its field', async (_, draft, errorName, field) => {
  await expect(filled(draft)).resolves.toMatchObject([{ errorName, details: { field } }]);
});

test('a template that has it gets the link of that very e-mail, in its HTML and in the text made of it', async () => {
  const asked = { ...by('news', { name: 'Ada' }, { stream: 'marketing' }), unsubscribeToken: 'secret' };
  const link = 'https://mail.example.com/unsubscribe/e1.secret';
  await expect(filled(asked)).resolves.toMatchObject([
    {
      unsubscribeToken: 'secret',
      request: {
        content: {
          html: `<p>Ada</p><a href="${link}">Unsubscribe</a>`,
          text: expect.stringContaining(link) as string,
        },
      },
    },
  ]);
});

test('transactional mail by such a template is refused in words that say what to do, beside what else is wrong', async () => {
  await expect(filled(by('news', {}))).resolves.toMatchObject([
    {
      errorName: 'invalid_template_variables',
      message: expect.stringContaining('Sesame-Stream: marketing') as string,
      details: {
        field: 'template.variables.unsubscribe_url',
        errors: [{ reason: 'marketing_only' }, { field: 'template.variables.name', reason: 'missing' }],
      },
    },
  ]);
});

test.each([['news'], ['welcome']])('a caller gives no link of his own to the template %s', async (name) => {
  const variables = { name: 'Ada', unsubscribe_url: 'https://example.org' };
  const asked = { ...by(name, variables, { stream: 'marketing' }), unsubscribeToken: 'secret' };
  await expect(filled(asked)).resolves.toMatchObject([
    {
      errorName: 'invalid_template_variables',
      details: { field: 'template.variables.unsubscribe_url', errors: [{ reason: 'reserved' }] },
    },
  ]);
});

test.each([
  ['marketing', 'transactional'],
  ['transactional', 'marketing'],
] as const)('a template for %s mail is sent in no other stream', async (said, stream) => {
  const templates = templatesInMemory({ bare: { ...bare, content: { ...bare.content, stream: said } } });
  const whole = { from: 'me@example.com', subject: 'Hello' };
  const [refused, taken] = await fillIn({ apiUrl, templates })([
    by('bare', {}, { ...whole, stream }),
    by('bare', {}, { ...whole, stream: said }),
  ]);
  expect(refused).toMatchObject({
    errorName: 'validation_error',
    message: expect.stringContaining(`Sesame-Stream: ${said}`) as string,
    details: { field: 'template.id', reason: 'other_stream' },
  });
  expect(taken).toMatchObject({ request: { stream: said } });
});

test('all that is wrong with the variables is named at once', async () => {
  const [refused] = await filled(by('welcome', { count: 'x' }));
  expect(refused).toMatchObject({
    details: {
      errors: [{ field: 'template.variables.name', reason: 'missing' }, { field: 'template.variables.count' }],
    },
  });
});

test('a batch asks once for each template, and refusals stay in their places', async () => {
  const templates = templatesInMemory({ welcome });
  const before = new ApiError('validation_error', 'no');
  const plain = drafted({ from: 'me@example.com', subject: 'Hello', text: 'Hello' });
  const all = [by('welcome'), before, plain, by('welcome', {}), by('welcome')];
  const prepared = await fillIn({ apiUrl, templates })(all);
  expect(prepared.map((one) => (one instanceof ApiError ? one.errorName : one.request.subject))).toEqual([
    'Welcome, A & B',
    'validation_error',
    'Hello',
    'invalid_template_variables',
    'Welcome, A & B',
  ]);
  expect(templates.asked).toEqual(['welcome']);
});

test('who goes on with a batch makes its e-mails from the version that was published when it was accepted', async () => {
  const now = { ...welcome, version: 4, versionId: 'v4', content: { ...welcome.content, subject: 'New' } };
  const templates = templatesInMemory({ welcome: now, before: welcome });
  const fixed = { id, version: 3, versionId: 'v3' };
  const draft = drafted({ template: { id: 'welcome', variables: { name: 'Ada' } } }, fixed);
  await expect(fillIn({ apiUrl, templates })([draft])).resolves.toMatchObject([
    { request: { subject: 'Welcome, Ada' }, template: fixed },
  ]);
  expect(templates.asked).toEqual(['v3']);
});

test('not knowing the template decides nothing', async () => {
  const templates = { ...templatesInMemory(), find: () => Promise.reject(new Error('away')) };
  await expect(fillIn({ apiUrl, templates })([by('welcome')])).rejects.toThrow('away');
});

test.each([
  [{ html: '<p>x</p>' }, 'html'],
  [{ text: 'x' }, 'text'],
])('a template and content together are refused', (content, field) => {
  const both = { to: 'a@example.net', template: { id }, ...content };
  const refused = jest.fn(() => readEmail(both, undefined));
  expect(refused).toThrow(ApiError);
  expect(refused.mock.results[0]?.value).toMatchObject({ details: { field } });
});
