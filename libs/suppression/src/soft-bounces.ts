import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { entryOfItem } from './entry-item';
import { entryKey, softBounceKey } from './entry-key';
import { markOfFact, type FactMark } from './fact-mark';
import type { SoftBounce } from './suppression-fact';
import type { SuppressionState } from './suppression-state';
import type { TableAccess } from './table-access';

/**
 * How long a soft bounce is kept after it happened: the 14 days of its window, and for those that arrive late the 14 days
 * that a message can lie in a queue (AWS documentation: "Amazon SQS message quotas"), with two days to spare.
 */
const keptMs = 30 * 24 * 3_600_000;

const keptItem = z.object({ sk: z.string(), fact: z.optional(z.string()) });

/** Keeps one soft bounce beside the entry of its address. Keeping it again, or in another spelling, changes nothing. */
export async function keepSoftBounce({ dynamoDb, tableName }: TableAccess, softBounce: SoftBounce): Promise<void> {
  const fact = markOfFact(softBounce);
  const expires = Math.ceil((softBounce.time.getTime() + keptMs) / 1000);
  const put = new PutCommand({
    TableName: tableName,
    Item: { ...softBounceKey(softBounce), fact, expires },
    ConditionExpression: 'attribute_not_exists(#fact) OR #fact < :fact',
    ExpressionAttributeNames: { '#fact': 'fact' },
    ExpressionAttributeValues: { ':fact': fact },
  });
  try {
    await dynamoDb.send(put);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** All soft bounces kept of an address, and the state of its entry, read consistently. */
export async function readSoftBounces(
  { dynamoDb, tableName }: TableAccess,
  { connection, scope, address }: Pick<SoftBounce, 'connection' | 'scope' | 'address'>,
): Promise<{ softBounces: FactMark[]; state: SuppressionState }> {
  const softBounces: FactMark[] = [];
  let state: SuppressionState = {};
  let from: QueryCommandInput['ExclusiveStartKey'];
  do {
    const { Items = [], LastEvaluatedKey } = await dynamoDb.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': entryKey(connection, scope, address).pk },
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const item of Items) {
      const { sk, fact } = z.parse(keptItem, item);
      if (sk === 'entry') state = entryOfItem(item).state;
      else if (fact !== undefined) softBounces.push(fact);
    }
    from = LastEvaluatedKey;
  } while (from !== undefined);
  return { softBounces, state };
}
