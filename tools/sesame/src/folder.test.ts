import fc from 'fast-check';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemLine } from './file-problem';
import { readFolder } from './read-folder';
import { mostBytes } from './source-file';
import { changedFields, contentFields, type TemplateContent } from './template-content';
import { writeTemplate } from './write-template';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sesame-templates-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(files: Record<string, string>): void {
  mkdirSync(join(folder, 'welcome'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'welcome', name), text);
}
const problems = async () => (await readFolder(folder)).problems.map((one) => problemLine(one).replace(folder, ''));
const settings = '{"name": "Welcome"}';

const line = fc.string({ unit: 'grapheme' });
const content: fc.Arbitrary<TemplateContent> = fc.record({
  name: line.map((text) => text.trim()),
  from: fc.option(fc.constantFrom('hello@example.com', 'Shop <hello@example.com>')),
  reply_to: fc.option(fc.array(fc.constant('help@example.com'), { minLength: 1, maxLength: 2 })),
  stream: fc.option(fc.constantFrom('marketing', 'transactional')),
  subject: fc.option(line.filter((text) => !text.endsWith('\r'))),
  html: fc.array(line).map((lines) => lines.join('\n')),
  text: fc.option(fc.array(line).map((lines) => lines.join('\r\n'))),
  variables: fc.option(
    fc.array(
      fc.record(
        { key: fc.constantFrom('name', 'total'), type: fc.constant('string' as const), fallback_value: fc.string() },
        { requiredKeys: ['key', 'type'], noNullPrototype: true },
      ),
      { minLength: 1, maxLength: 3 },
    ),
  ),
});

test('whatever is written to a folder is read from it again', async () => {
  await fc.assert(
    fc.asyncProperty(content, async (written) => {
      await writeTemplate(folder, 'welcome', written, contentFields);
      const { templates, problems } = await readFolder(folder);
      expect(problems).toEqual([]);
      expect(templates.map(({ content }) => changedFields(content, written))).toEqual([[]]);
    }),
    { numRuns: 50 },
  );
});

test('a field that did not change leaves its file alone', async () => {
  put({ 'template.json': settings, 'body.mjml': '<mjml><mj-body></mj-body></mjml>', 'subject.txt': 'Old\r\n' });
  const [before] = (await readFolder(folder)).templates;
  if (!before) throw new Error('There is a template.');
  await writeTemplate(folder, 'welcome', { ...before.content, subject: 'New' }, ['subject']);
  expect((await readFolder(folder)).templates).toMatchObject([{ isMjml: true, content: { subject: 'New' } }]);
});

test('an error in MJML is told with its file and line', async () => {
  put({
    'template.json': settings,
    'body.mjml': '<mjml>\n<mj-body>\n<mj-section colour="red" />\n</mj-body></mjml>',
  });
  expect(await problems()).toEqual(['/welcome/body.mjml:3: mj-section: Attribute colour is illegal']);
});

test('mj-include reads no other file', async () => {
  put({ 'template.json': settings, 'body.mjml': '<mjml><mj-body>\n<mj-include path="/etc/hosts" /></mj-body></mjml>' });
  expect(await problems()).toEqual([expect.stringMatching(/^\/welcome\/body\.mjml:2: mj-include/)]);
});

test.each<[string, Record<string, string>]>([
  ['template.json: A template needs this file', {}],
  ['template.json: ', { 'template.json': '{"name"' }],
  ['template.json: Unrecognized key', { 'template.json': '{"name": "A", "form": "a@example.com"}' }],
  ['body.html: stands beside body.mjml', { 'template.json': settings, 'body.html': '', 'body.mjml': '' }],
  ['body.html: holds 500001 bytes', { 'template.json': settings, 'body.html': 'a'.repeat(mostBytes + 1) }],
])('what is wrong is told: %s', async (words, files) => {
  put(files);
  expect(await problems()).toEqual([expect.stringContaining(words)]);
});

test('links are neither read nor written through', async () => {
  put({ 'template.json': settings });
  const secret = join(folder, 'secret.txt');
  writeFileSync(secret, 'secret');
  symlinkSync(secret, join(folder, 'welcome', 'body.txt'));
  symlinkSync(tmpdir(), join(folder, 'elsewhere'));
  expect(await problems()).toEqual([
    expect.stringContaining('/elsewhere: is not a folder'),
    expect.stringContaining('/welcome/body.txt: is not a plain file'),
  ]);
  const written = {
    name: 'A',
    from: null,
    reply_to: null,
    stream: null,
    subject: null,
    html: '',
    text: 'over',
    variables: null,
  };
  await expect(writeTemplate(folder, 'welcome', written, ['text'])).rejects.toThrow('links are not followed');
  await expect(writeTemplate(folder, 'elsewhere', written, ['text'])).rejects.toThrow('links are not followed');
});

test.each(['../outside', '..', 'a/b', '/tmp/a', 'a\\b', ''])(
  'a template named %j by the server is not written',
  async (alias) => {
    const written = {
      name: 'A',
      from: null,
      reply_to: null,
      stream: null,
      subject: null,
      html: '',
      text: null,
      variables: null,
    };
    await expect(writeTemplate(folder, alias, written, contentFields)).rejects.toThrow('not made a folder');
    expect(existsSync(join(folder, '..', 'outside'))).toBe(false);
  },
);
