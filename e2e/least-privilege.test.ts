import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DeleteItemCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { clientAs, shared } from './given';
import { decisionsAbout, eventually } from './then';

const account = '000000000000';
const message = {
  FromEmailAddress: 'hello@example.com',
  Destination: { ToAddresses: ['success@simulator.amazonses.com'] },
  ConfigurationSetName: 'sesame-local-transactional',
  Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'Hello' } } } },
};

describe('what a role may not do is refused, and the refusal names what is missing', () => {
  const entry = { pk: { S: 'own#all#someone@example.net' }, sk: { S: 'entry' } };
  const table = (name: string) => `arn:aws:dynamodb:us-east-1:${account}:table/sesame-local-${name}`;

  test.each([
    {
      what: 'accept cannot call SES',
      role: 'sender-accept',
      action: 'ses:SendEmail',
      resource: `arn:aws:ses:us-east-1:${account}:identity/example.com`,
      attempt: async () => new SESv2Client(await clientAs(shared, 'sender-accept')).send(new SendEmailCommand(message)),
    },
    {
      what: 'bounces cannot send',
      role: 'bounces',
      action: 'ses:SendEmail',
      resource: `arn:aws:ses:us-east-1:${account}:identity/example.com`,
      attempt: async () => new SESv2Client(await clientAs(shared, 'bounces')).send(new SendEmailCommand(message)),
    },
    {
      what: 'bounces cannot read e-mails',
      role: 'bounces',
      action: 'dynamodb:GetItem',
      resource: table('emails'),
      attempt: async () =>
        new DynamoDBClient(await clientAs(shared, 'bounces')).send(
          new GetItemCommand({ TableName: 'sesame-local-emails', Key: { pk: { S: 'own#x' }, sk: { S: 'email' } } }),
        ),
    },
    {
      what: 'bounces cannot delete from the suppression table',
      role: 'bounces',
      action: 'dynamodb:DeleteItem',
      resource: table('suppressions'),
      attempt: async () =>
        new DynamoDBClient(await clientAs(shared, 'bounces')).send(
          new DeleteItemCommand({ TableName: 'sesame-local-suppressions', Key: entry }),
        ),
    },
  ])('$what', async ({ role, action, resource, attempt }) => {
    await expect(attempt()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringMatching(new RegExp(`sesame-local-${role}.*${action}.*${resource}.*"Effect":"Allow"`)),
    });
    const denied = (await decisionsAbout(shared, role)).findLast((decision) => decision.action === action);
    expect(denied).toMatchObject({
      principal: expect.stringContaining(`assumed-role/sesame-local-${role}/`),
      action,
      resource,
      decision: 'implicitly-denied',
      missing: { Effect: 'Allow', Action: action, Resource: resource },
    });
  });
});

/** `npm run prove` does the same with stories of its own, has every service fail, and tries mutants live. */
test('every role may do what it did and nothing else: no grant is in vain, none can be taken away or widened, and none is another’s', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'sesame-recording-')), 'recording.json');
  await eventually(
    async () => {
      const response = await fetch(`${shared.aws}/_sesame/recording`);
      writeFileSync(file, await response.text());
      const { code, said } = await prove('--recording', file);
      expect(code === 0 ? '' : said).toBe('');
    },
    { withinMs: 20_000, everyMs: 1_000 },
  );
});

function prove(...options: string[]): Promise<{ code: unknown; said: string }> {
  const main = resolve(__dirname, '..', 'dist', 'tools', 'least-privilege', 'main.mjs');
  return new Promise((done) => {
    execFile(process.execPath, [main, ...options], (error, said) => done({ code: error?.code ?? 0, said }));
  });
}
