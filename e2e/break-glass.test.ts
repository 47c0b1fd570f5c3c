import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { PutConfigurationSetSendingOptionsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { GetQueueUrlCommand, PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createHash } from 'node:crypto';
import { call, clientAs, send, shared, simulated } from './given';
import { person, takeRole } from './people';
import { filterLogEvents } from './signed-fetch';
import { decisionsAbout, hasStatus } from './then';

const table = (name: string) => `sesame-local-${name}`;
const pk = (value: string) => ({ pk: { S: value } });

test('whoever breaks the glass can do what an emergency needs and no more, and the topic of alerts hears of it', async () => {
  const heard = async () =>
    (await decisionsAbout(shared)).filter(
      ({ principal, action, resource, decision }) =>
        principal.includes('events.amazonaws.com') &&
        action === 'sns:Publish' &&
        resource.endsWith(':sesame-local-alerts') &&
        decision === 'allowed',
    ).length;
  const before = await heard();
  const ada = await person(shared, 'ada');
  await takeRole(shared, 'sesame-local-operator', ada);
  expect(await heard()).toBe(before);
  const credentials = await takeRole(shared, 'sesame-local-break-glass', ada);
  expect(await heard()).toBe(before + 1);
  const client = { endpoint: shared.aws, region: 'us-east-1', credentials, maxAttempts: 1 };
  const [ses, sqs, dynamoDb] = [new SESv2Client(client), new SQSClient(client), new DynamoDBClient(client)];

  // Mail is stopped, in both streams, and goes again.
  for (const SendingEnabled of [false, true])
    for (const ConfigurationSetName of ['sesame-local-transactional', 'sesame-local-marketing'])
      await ses.send(new PutConfigurationSetSendingOptionsCommand({ ConfigurationSetName, SendingEnabled }));
  const { body: sent } = await send(shared, simulated('success'));
  await hasStatus(shared, String(sent['id']), 'sent');

  // What waits to be sent is taken away.
  const deliver = new SQSClient(await clientAs(shared, 'operator'));
  for (const QueueName of ['sesame-local-send', 'sesame-local-send-marketing']) {
    const { QueueUrl } = await deliver.send(new GetQueueUrlCommand({ QueueName }));
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  }

  // An e-mail and a stream are looked at and repaired; no table of personal data beyond them is open.
  const repaired = {
    UpdateExpression: 'SET repaired = :by',
    ExpressionAttributeValues: { ':by': { S: 'break-glass' } },
  };
  for (const [name, key] of [
    ['emails', { ...pk(`own#${String(sent['id'])}`), sk: { S: 'email' } }],
    ['streams', { ...pk('own#repaired'), sk: { S: 'repaired' } }],
  ] as const) {
    await dynamoDb.send(new UpdateItemCommand({ TableName: table(name), Key: key, ...repaired }));
    expect(await dynamoDb.send(new GetItemCommand({ TableName: table(name), Key: key }))).toHaveProperty('Item');
    const found = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': key.pk } };
    expect(await dynamoDb.send(new QueryCommand({ TableName: table(name), ...found }))).toHaveProperty('Items');
  }
  await expect(
    dynamoDb.send(new GetItemCommand({ TableName: table('suppressions'), Key: { ...pk('x'), sk: { S: 'entry' } } })),
  ).rejects.toMatchObject({ name: 'AccessDeniedException' });

  // A key that leaked is removed.
  const { body: key } = await call(shared, 'POST', '/api-keys', { body: { name: 'Leaked' } });
  const leaked = { TableName: table('keys'), Key: pk(createHash('sha256').update(String(key['token'])).digest('hex')) };
  expect(await dynamoDb.send(new GetItemCommand(leaked))).toHaveProperty('Item');
  await dynamoDb.send(new DeleteItemCommand(leaked));
  expect(await call(shared, 'GET', '/emails', { as: String(key['token']) })).toMatchObject({ status: 403 });

  const looked = async (logGroupName: string) =>
    (await filterLogEvents(shared.aws, credentials, { logGroupName, limit: 1 })).status;
  expect(await looked('/aws/lambda/sesame-local-sender-deliver')).toBe(200);
  expect(await looked('/aws/lambda/other')).toBe(403);
});
