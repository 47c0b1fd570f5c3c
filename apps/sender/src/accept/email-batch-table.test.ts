import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { anEmail } from '../email.fixture';
import { emailBatchTable } from './email-batch-table';

const dynamoDb = mockClient(DynamoDBDocumentClient);
const table = emailBatchTable({ dynamoDb: dynamoDb as unknown as DynamoDBDocumentClient, tableName: 'emails' });
const emails = (count: number, subject = 'Hello') =>
  Array.from({ length: count }, (_, n) =>
    anEmail({ id: `01936f9e-2c00-7000-8000-${String(n).padStart(12, '0')}`, subject }),
  );
const stored = () =>
  dynamoDb.commandCalls(TransactWriteCommand).map(({ args }) => args[0].input.TransactItems?.map(({ Put }) => Put));

beforeEach(() => dynamoDb.reset());

test('a hundred e-mails are one transaction, each under the condition that it is not there', async () => {
  dynamoDb.on(TransactWriteCommand).resolves({});
  await table.putAll(emails(100));

  const [puts = [], ...others] = stored();
  expect([puts.length, others]).toEqual([100, []]);
  expect(new Set(puts.map((put) => put?.ConditionExpression))).toEqual(new Set(['attribute_not_exists(pk)']));
});

test('e-mails that are too large for one transaction are stored in several', async () => {
  dynamoDb.on(TransactWriteCommand).resolves({});
  await table.putAll(emails(10, 'x'.repeat(1024 * 1024)));

  expect(stored().map((puts) => puts?.length)).toEqual([2, 2, 2, 2, 2]);
});

test('what is there already is left as it is, and the rest is stored', async () => {
  const CancellationReasons = ['None', 'ConditionalCheckFailed', 'None'].map((Code) => ({ Code }));
  dynamoDb
    .on(TransactWriteCommand)
    .rejectsOnce(new TransactionCanceledException({ message: 'cancelled', CancellationReasons, $metadata: {} }))
    .resolves({});
  const [first, there, last] = emails(3);
  await table.putAll([first, there, last].flatMap((email) => email ?? []));

  expect(stored()[1]?.map((put) => put?.Item?.['pk'] as unknown)).toEqual([`own#${first?.id}`, `own#${last?.id}`]);
});

test('contents go 25 at a time, and again what was not processed', async () => {
  const packed = emails(30).map((email) => ({ email, content: [Buffer.from(email.id)] }));
  const PutRequest = { Item: { pk: `own#${packed[3]?.email.id}`, sk: 'content' } };
  dynamoDb
    .on(BatchWriteCommand)
    .resolvesOnce({ UnprocessedItems: { emails: [{ PutRequest }] } })
    .resolves({});
  await table.putContents(packed);

  const pages = dynamoDb
    .commandCalls(BatchWriteCommand)
    .map(({ args }) => args[0].input.RequestItems?.['emails'] ?? []);
  expect(pages.map((page) => page.length).sort()).toEqual([1, 25, 5].sort());
  expect(pages.find((page) => page.length === 1)?.[0]?.PutRequest?.Item).toMatchObject({
    ...PutRequest.Item,
    chunks: 1,
    data: Buffer.from(packed[3]?.email.id ?? ''),
  });
});

test('contents that stay unprocessed are an error, so that no e-mail is stored without one', async () => {
  const [email = anEmail()] = emails(1);
  const PutRequest = { Item: { pk: `own#${email.id}`, sk: 'content' } };
  dynamoDb.on(BatchWriteCommand).resolves({ UnprocessedItems: { emails: [{ PutRequest }] } });

  await expect(table.putContents([{ email, content: [Buffer.of()] }])).rejects.toMatchObject({
    name: 'ProvisionedThroughputExceededException',
  });
});
