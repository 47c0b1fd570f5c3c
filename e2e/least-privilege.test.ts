import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { call, clientAs, send, shared, simulated, timePasses } from './given';
import { covers, type Grant, grants, rolesOfPeople } from './granted';
import { decisionsAbout, eventually, hasStatus } from './then';

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

test('what accept stored and could not enqueue is sent by sweep, and a claim that was never recorded is told as unknown', async () => {
  const { body } = await send(shared, simulated('success'));
  const id = String(body['id']);
  await hasStatus(shared, id, 'sent');

  // The same items under new ids, as accept leaves them when it dies before it enqueues, or deliver after its claim.
  const read = new DynamoDBClient(await clientAs(shared, 'sender-read'));
  const accept = new DynamoDBClient(await clientAs(shared, 'sender-accept'));
  const { Items: items = [] } = await read.send(
    new QueryCommand({
      TableName: 'sesame-local-emails',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `own#${id}` } },
    }),
  );
  const left = async (
    status: string,
    newId: string,
    stream = 'transactional',
    more: Record<string, AttributeValue> = {},
  ) => {
    const due = { due_pk: { S: 'own#due#0' }, due_sk: { S: `2026-01-01T00:00:00.000Z#${newId}` } };
    for (const item of items) {
      const { message_id: _, recent_pk: __, recent_sk: ___, ...kept } = item;
      const copy =
        item['sk']?.S === 'email' ? { ...kept, ...due, ...more, status: { S: status }, stream: { S: stream } } : kept;
      await accept.send(
        new PutItemCommand({ TableName: 'sesame-local-emails', Item: { ...copy, pk: { S: `own#${newId}` } } }),
      );
    }
    return newId;
  };
  const queued = await left('queued', '01900000-0000-7000-8000-000000000001');
  const marketing = await left('queued', '01900000-0000-7000-8000-000000000003', 'marketing');
  const claimed = await left('sending', '01900000-0000-7000-8000-000000000002');
  const file = { id: { S: 'file' }, filename: { S: 'a.pdf' }, path: { S: 'https://nowhere.example/a.pdf' } };
  const waiting = await left('queued', '01900000-0000-7000-8000-000000000004', 'transactional', {
    attachments: { L: [{ M: file }] },
  });

  await timePasses(shared, 61_000);
  await hasStatus(shared, queued, 'sent');
  await hasStatus(shared, marketing, 'sent');
  await hasStatus(shared, claimed, 'unknown');
  // Sweep has its file fetched, which is nowhere; until that is certain the e-mail waits, and it is never sent without.
  const { body: email } = await call(shared, 'GET', `/emails/${waiting}`);
  expect(['queued', 'failed']).toContain(email['delivery_status']);
});

test('every grant of every role was used by the stories, and nothing was granted in vain', async () => {
  await eventually(async () => {
    // What a story tried with a function's credentials is no use that the function has for them. People take theirs there.
    const decisions = (await decisionsAbout(shared)).filter(
      ({ principal, role = '' }) => rolesOfPeople().includes(role) || !principal.endsWith('/credentials-door'),
    );
    const used = ({ roleName, policy, index, action, resource }: Grant) =>
      decisions.some(
        (decision) =>
          decision.decision === 'allowed' &&
          decision.role === roleName &&
          decision.action === action &&
          covers(resource, decision.resource) &&
          decision.statements?.some((statement) => statement.policy === policy && statement.index === index),
      );
    const inVain = grants().filter((grant) => !used(grant));
    expect(inVain.map(({ roleName, sid, action, resource }) => `${roleName} ${sid}: ${action} on ${resource}`)).toEqual(
      [],
    );
  });
});
