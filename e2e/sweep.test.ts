import { type AttributeValue, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { call, clientAs, send, shared, simulated, timePasses } from './given';
import { hasStatus } from './then';

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
