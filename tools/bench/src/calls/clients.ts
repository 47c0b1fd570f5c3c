import * as sdkClient from '@aws-sdk/client-dynamodb';
import * as sdkDocuments from '@aws-sdk/lib-dynamodb';
import { clientDynamoDb, libDynamoDb } from '@sesame/aws-calls';

/** The two clients: AWS's SDK, and what functions are bundled with in its place. */
export const clients = ['sdk', 'ours'] as const;
export type Client = (typeof clients)[number];

/** A call that a function makes often: a small read, and a write of 25 facts. */
export const deeds = ['get', 'write'] as const;
export type Deed = (typeof deeds)[number];

const table = 'ledger';
const items = Array.from({ length: 25 }, (_, n) => ({
  pk: `own#2026-11-22T12:00#${n % 4}`,
  sk: `delivery#01936f9e-2c00-8000-8000-${String(n).padStart(12, '0')}`,
  timeline_pk: 'own#01936f9e-2c00-7000-8000-0000000000ab',
  timeline_sk: `2026-11-22T12:00:01.${500 + n}Z#delivery`,
  message_id: '0102019aa2583cf3-86ef113d-138b-c18e-b132-457eb1872ecf-000000',
  sent_at: '2026-11-22T12:00:00.000Z',
  recipient: 'abcdefghijklmnopqrstuv',
  configuration_set: 'sesame-prod-transactional',
  from_domain: 'example.com',
  tags: ['campaign', 'spring'],
  details: { type: 'delivery' },
  expires: 1_798_000_000,
}));

/** What is answered to them. */
export const answers: Record<Deed, string> = {
  get: JSON.stringify({
    Item: { pk: { S: 'own#1' }, sk: { S: 'email' }, attempts: { N: '1' }, tags: { L: [{ S: 'a' }] } },
  }),
  write: '{"UnprocessedItems":{}}',
};

/** Makes the call, again and again, on connections that are kept. */
export function callOf(client: Client, deed: Deed): () => Promise<unknown> {
  // What functions get has the SDK's names, and is called as the SDK is.
  const documents: typeof sdkDocuments = client === 'sdk' ? sdkDocuments : (libDynamoDb as never);
  const { DynamoDBClient }: typeof sdkClient = client === 'sdk' ? sdkClient : (clientDynamoDb as never);
  const dynamoDb = documents.DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 3 }));
  if (deed === 'get') {
    const input = { TableName: table, Key: { pk: 'own#1', sk: 'email' }, ConsistentRead: true };
    return () => dynamoDb.send(new documents.GetCommand(input));
  }
  const RequestItems = { [table]: items.map((Item) => ({ PutRequest: { Item } })) };
  return () => dynamoDb.send(new documents.BatchWriteCommand({ RequestItems }));
}
