import { setTimeout } from 'node:timers/promises';
import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';

const pausesBeforeAskingAgain = [50, 200, 500];

/**
 * The items of these keys, at most a hundred, in no order, by consistent BatchGetItem; again what DynamoDB left unprocessed,
 * such as what is beyond 16 MB.
 * @throws ProvisionedThroughputExceededException when keys stay unread: not knowing is not "there is none"
 */
export async function readAll(
  { dynamoDb, tableName }: { dynamoDb: DynamoDBDocumentClient; tableName: string },
  keys: { pk: string; sk: string }[],
): Promise<unknown[]> {
  if (keys.length === 0) return [];
  const items: unknown[] = [];
  let unread: BatchGetCommandInput['RequestItems'] = { [tableName]: { Keys: keys, ConsistentRead: true } };
  for (const pause of [...pausesBeforeAskingAgain, undefined]) {
    const read: BatchGetCommandOutput = await dynamoDb.send(new BatchGetCommand({ RequestItems: unread }));
    items.push(...(read.Responses?.[tableName] ?? []));
    unread = read.UnprocessedKeys;
    if (unread?.[tableName] === undefined) return items;
    if (pause !== undefined) await setTimeout(pause);
  }
  // What DynamoDB itself throws when it can read none of the keys.
  throw new ProvisionedThroughputExceededException({ message: 'E-mails stayed unread.', $metadata: {} });
}
