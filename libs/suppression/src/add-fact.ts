import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { stateThatRefused } from './entry-item';
import { entryId, entryKey, indexPartition } from './entry-key';
import { markOfFact, timeOfMark } from './fact-mark';
import type { Fact } from './suppression-fact';
import { isLive, type SuppressionState } from './suppression-state';
import type { TableAccess } from './table-access';

const isNewer = '(attribute_not_exists(#origin) OR #origin < :fact)';
const isRemovedBefore = '(attribute_not_exists(#removed) OR #removed < :time)';

/**
 * Merges one fact into its entry by one conditional update. A fact older than the last removal is remembered too (by a
 * second update, and without a place in the index), so that the entry is the same in whatever order its facts arrive.
 * `unchanged` means that the list shows what it showed.
 */
export async function addFact(access: TableAccess, fact: Fact): Promise<'added' | 'unchanged'> {
  const refusedBy = await addLiveFact(access, fact);
  if (refusedBy === undefined) return 'added';
  const mark = markOfFact(fact);
  const isKnown = (refusedBy[fact.origin] ?? '') >= mark;
  if (!isKnown && !isLive(mark, refusedBy)) await rememberRemovedFact(access, fact);
  return 'unchanged';
}

/**
 * `undefined` when the fact is in the list, else what stood in its way: a newer fact or a removal. A fact that was decided
 * on a state of the entry is added only while the last removal is the one of that state.
 */
export async function addLiveFact(
  { dynamoDb, tableName }: TableAccess,
  fact: Fact,
  decidedOn?: SuppressionState,
): Promise<SuppressionState | undefined> {
  const key = entryKey(fact.connection, fact.scope, fact.address);
  const id = entryId(key);
  const mark = markOfFact(fact);
  const update = new UpdateCommand({
    TableName: tableName,
    Key: key,
    // What is more than an expiring wish is kept for good.
    UpdateExpression: 'SET #origin = :fact, by_id_pk = :partition, by_id_sk = :id REMOVE expires',
    ConditionExpression: [isNewer, isRemovedBefore, ...(decidedOn ? [removalIsThatOf(decidedOn)] : [])].join(' AND '),
    ExpressionAttributeNames: { '#origin': fact.origin, '#removed': 'removed' },
    ExpressionAttributeValues: {
      ':fact': mark,
      ':time': timeOfMark(mark),
      ':partition': indexPartition(fact.connection, id),
      ':id': id,
      ...(decidedOn?.removed !== undefined && { ':removed': decidedOn.removed }),
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await dynamoDb.send(update);
    return undefined;
  } catch (error) {
    return stateThatRefused(error);
  }
}

function removalIsThatOf({ removed }: SuppressionState): string {
  return removed === undefined ? 'attribute_not_exists(#removed)' : '#removed = :removed';
}

async function rememberRemovedFact({ dynamoDb, tableName }: TableAccess, fact: Fact): Promise<void> {
  const mark = markOfFact(fact);
  const update = new UpdateCommand({
    TableName: tableName,
    Key: entryKey(fact.connection, fact.scope, fact.address),
    UpdateExpression: 'SET #origin = :fact',
    ConditionExpression: `${isNewer} AND #removed >= :time`,
    ExpressionAttributeNames: { '#origin': fact.origin, '#removed': 'removed' },
    ExpressionAttributeValues: { ':fact': mark, ':time': timeOfMark(mark) },
  });
  try {
    await dynamoDb.send(update);
  } catch (error) {
    // A newer fact of this origin is remembered already, and removals only ever move on.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
