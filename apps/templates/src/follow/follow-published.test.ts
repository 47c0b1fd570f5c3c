import {
  CreateEmailTemplateCommand,
  DeleteEmailTemplateCommand,
  GetEmailTemplateCommand,
  NotFoundException,
  SESv2Client,
  SESv2ServiceException,
  UpdateEmailTemplateCommand,
} from '@aws-sdk/client-sesv2';
import type { SesWork, TemplateContent } from '@sesame/template';
import { mockClient } from 'aws-sdk-client-mock';
import { followPublished } from './follow-published';

const ses = mockClient(SESv2Client);
const client = new SESv2Client({ region: 'us-east-1', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' } });
const content: TemplateContent = { subject: 'Hello', html: '<p>{{name}}</p>', replyTo: [], variables: [] };
const held = { Subject: 'Hello', Html: '<p>{{name}}</p>' };
const absent = new NotFoundException({ message: 'absent', $metadata: { httpStatusCode: 404 } });
const refusal = (name: string, httpStatusCode: number) =>
  new SESv2ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode }, message: name });

let waiting: SesWork[];
let settled: SesWork[];
let slept: number[];
let left: number;

const published = (version: number): SesWork => ({
  ...{ connection: 'own', id: 'a', does: 'publish' },
  ...{ version, versionId: `v${version}` },
});
const removed: SesWork = { connection: 'own', id: 'a', does: 'remove', lastVersion: 3 };
const parts = {
  ses: client,
  work: {
    some: async (_connection: string, after: SesWork | undefined) =>
      after ? waiting.slice(waiting.indexOf(after) + 1) : [...waiting],
    settle: async (work: SesWork) => void settled.push(work),
  },
  templates: { content: async () => content as TemplateContent | undefined },
  prefix: 'sesame-test',
  sleep: async (milliseconds: number) => void slept.push(milliseconds),
  hasTime: () => (left -= 1) >= 0,
};
const follow = () => followPublished(parts, 'own');

beforeEach(() => {
  ses.reset();
  ses.on(GetEmailTemplateCommand).rejects(absent);
  ses.on(CreateEmailTemplateCommand).resolves({});
  ses.on(UpdateEmailTemplateCommand).resolves({});
  ses.on(DeleteEmailTemplateCommand).resolves({});
  [waiting, settled, slept, left] = [[], [], [], 1_000];
});

test('each version becomes a template of SES under a name of its own, more than a second apart', async () => {
  waiting = [published(1), published(2)];
  await expect(follow()).resolves.toEqual({ created: 2, updated: 0, deleted: 0, refused: 0 });
  expect(ses.commandCalls(CreateEmailTemplateCommand).map(({ args }) => args[0].input)).toEqual([
    { TemplateName: 'sesame-test-a-v1', TemplateContent: held },
    { TemplateName: 'sesame-test-a-v2', TemplateContent: held },
  ]);
  expect(slept).toEqual([1_100]);
  expect(settled).toEqual(waiting);
});

test('what SES holds already costs no change, and what somebody changed there is put right', async () => {
  waiting = [published(1), published(2)];
  ses.on(GetEmailTemplateCommand, { TemplateName: 'sesame-test-a-v1' }).resolves({ TemplateContent: held });
  ses
    .on(GetEmailTemplateCommand, { TemplateName: 'sesame-test-a-v2' })
    .resolves({ TemplateContent: { ...held, Text: 'x' } });
  await expect(follow()).resolves.toMatchObject({ created: 0, updated: 1 });
  expect(settled).toEqual(waiting);
});

test('of a template that is gone, SES deletes what it still has', async () => {
  waiting = [removed];
  for (const version of [1, 3]) {
    ses.on(GetEmailTemplateCommand, { TemplateName: `sesame-test-a-v${version}` }).resolves({ TemplateContent: held });
  }
  await expect(follow()).resolves.toMatchObject({ deleted: 2 });
  expect(settled).toEqual([removed]);
});

test('what SES refuses stays, and the rest goes on', async () => {
  waiting = [published(1), published(2)];
  ses.on(CreateEmailTemplateCommand).rejectsOnce(refusal('LimitExceededException', 400)).resolves({});
  await expect(follow()).resolves.toMatchObject({ created: 1, refused: 1 });
  expect(settled).toEqual([published(2)]);
});

test('where SES asks to wait, and where the time is over, the rest stays for the next run', async () => {
  waiting = [published(1), published(2)];
  ses.on(CreateEmailTemplateCommand).rejects(refusal('TooManyRequestsException', 429));
  await expect(follow()).resolves.toMatchObject({ created: 0, refused: 0 });
  ses.on(CreateEmailTemplateCommand).resolves({});
  left = 1;
  await expect(follow()).resolves.toMatchObject({ created: 1 });
  expect(settled).toEqual([published(1)]);
});

test('a failure that says nothing of the template ends the run, and nothing is settled', async () => {
  waiting = [published(1)];
  ses.on(CreateEmailTemplateCommand).rejects(refusal('AccessDeniedException', 403));
  await expect(follow()).rejects.toThrow('AccessDeniedException');
  expect(settled).toEqual([]);
});
