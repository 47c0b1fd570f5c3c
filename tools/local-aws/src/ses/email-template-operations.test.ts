import { createEmailTemplate } from './create-email-template';
import { deleteEmailTemplate } from './delete-email-template';
import { getEmailTemplate } from './get-email-template';
import { listEmailTemplates } from './list-email-templates';
import { openSesUnderTest, refusal, testCall, testTime } from './ses-under-test';
import { testRenderEmailTemplate } from './test-render-email-template';
import { updateEmailTemplate } from './update-email-template';

type Ses = ReturnType<typeof openSesUnderTest>['ses'];
const welcome = { Subject: 'Welcome, {{name}}', Html: '<p>{{#each items}}{{this}} {{/each}}</p>' };
const create = (ses: Ses, TemplateName: string, TemplateContent: object = welcome) =>
  createEmailTemplate.run(ses, { TemplateName, TemplateContent }, testCall);
const get = (ses: Ses, TemplateName: string) => getEmailTemplate.run(ses, { TemplateName }, testCall);
const testRender = async (ses: Ses, data: string) =>
  await testRenderEmailTemplate.run(ses, { TemplateName: 'welcome', TemplateData: data }, testCall);

test('a template is created, got, replaced as a whole, and deleted', () => {
  const { ses } = openSesUnderTest();
  expect(create(ses, 'welcome')).toEqual({});
  expect(get(ses, 'welcome')).toMatchObject({
    TemplateName: 'welcome',
    TemplateArn: 'arn:aws:ses:us-east-1:000000000000:template/welcome',
    TemplateContent: welcome,
  });
  void updateEmailTemplate.run(ses, { TemplateName: 'welcome', TemplateContent: { Text: 'Hello' } }, testCall);
  expect(get(ses, 'welcome')).toMatchObject({
    TemplateContent: { Subject: undefined, Html: undefined, Text: 'Hello' },
  });
  void deleteEmailTemplate.run(ses, { TemplateName: 'welcome' }, testCall);
  expect(() => get(ses, 'welcome')).toThrow(refusal('NotFoundException', undefined, 404));
});

test('templates are listed by name and paged', () => {
  const { ses } = openSesUnderTest();
  for (const name of ['b', 'c', 'a']) void create(ses, name);
  const list = (query: object) =>
    listEmailTemplates.run(ses, listEmailTemplates.input.parse(query), testCall) as {
      TemplatesMetadata: { TemplateName: string; CreatedTimestamp: number }[];
      NextToken?: string;
    };
  const first = list({ PageSize: '2' });
  expect(first.TemplatesMetadata).toEqual([
    { TemplateName: 'a', CreatedTimestamp: testTime / 1000 },
    { TemplateName: 'b', CreatedTimestamp: testTime / 1000 },
  ]);
  expect(list({ PageSize: '2', NextToken: first.NextToken }).TemplatesMetadata).toMatchObject([{ TemplateName: 'c' }]);
});

test('a test rendering is the whole message, and a missing attribute is named', async () => {
  const { ses } = openSesUnderTest();
  void create(ses, 'welcome');
  const { RenderedTemplate } = await testRender(ses, '{"name":"Ada","items":["tea","milk"]}');
  expect(RenderedTemplate).toContain('Subject: Welcome, Ada\r\n');
  expect(RenderedTemplate).toContain('<p>tea milk </p>');
  await expect(testRender(ses, '{"items":[]}')).rejects.toEqual(
    refusal('BadRequestException', "Attribute 'name' is not present in the rendering data."),
  );
  await expect(testRender(ses, '[]')).rejects.toEqual(refusal('BadRequestException'));
});

test('what SES would not take is refused', () => {
  const { ses } = openSesUnderTest();
  void create(ses, 'welcome');
  expect(() => create(ses, 'welcome')).toThrow(refusal('AlreadyExistsException'));
  expect(() => create(ses, 'a name')).toThrow(refusal('BadRequestException'));
  expect(() => create(ses, 'large', { Html: 'x'.repeat(512_001) })).toThrow(refusal('BadRequestException'));
  expect(() => create(ses, 'broken', { Html: '{{#if a}}' })).toThrow(refusal('BadRequestException'));
});

test('each of the operations takes one request a second, but for getting one', () => {
  const { ses, clock } = openSesUnderTest({ requestsPerSecond: 1 });
  void create(ses, 'a');
  expect(() => create(ses, 'b')).toThrow(refusal('TooManyRequestsException', undefined, 429));
  void get(ses, 'a');
  void get(ses, 'a');
  clock.advance(1_000);
  void create(ses, 'b');
});
