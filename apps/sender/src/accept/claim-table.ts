import { setTimeout } from 'node:timers/promises';
import { TransactionCanceledException, TransactionInProgressException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Email } from '../email';
import { toEmailItem } from '../email-item';
import { claimExpiry, claimPartition, type Claim, type ClaimName } from './claim';
import { claimSortKey, fromClaimItem, toClaimItem } from './claim-item';

/** The claims of idempotency keys, in the emails table. One that is past its 24 hours is as good as none. */
export type ClaimTable = {
  /** The claim of a key; GetItem, consistent. */
  read(name: ClaimName, now: Date): Promise<Claim | undefined>;

  /** Stores a claim and its e-mail, both or neither; false when another claim of the key stands. One TransactWriteItems. */
  storeWithEmail(name: ClaimName, claim: Claim, email: Email): Promise<boolean>;
};

/** Two transactions at once about one key conflict, and which of them is first is known a moment later. */
const pausesBeforeTryingAgain = [20, 60, 180];

export function claimTable({
  dynamoDb,
  tableName,
}: {
  dynamoDb: DynamoDBDocumentClient;
  tableName: string;
}): ClaimTable {
  return {
    async read(name, now) {
      const Key = { pk: claimPartition(name), sk: claimSortKey };
      const { Item } = await dynamoDb.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
      if (!Item) return undefined;
      const claim = fromClaimItem(Item);
      return claimExpiry(claim.createdAt) > epochSeconds(now) ? claim : undefined;
    },

    async storeWithEmail(name, claim, email) {
      const TransactItems = [
        { Put: { TableName: tableName, Item: toClaimItem(name, claim), ...unlessClaimed(claim.createdAt) } },
        { Put: { TableName: tableName, Item: toEmailItem(email), ConditionExpression: 'attribute_not_exists(pk)' } },
      ];
      for (const pause of [...pausesBeforeTryingAgain, undefined]) {
        const failure = await failureOf(() => dynamoDb.send(new TransactWriteCommand({ TransactItems })));
        if (!failure) return true;
        if (failure === 'claimed') return false;
        if (pause !== undefined) await setTimeout(pause * (0.5 + Math.random()));
      }
      throw new TransactionInProgressException({ message: 'Other requests of this key go on.', $metadata: {} });
    },
  };
}

function unlessClaimed(now: Date) {
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR expires <= :now',
    ExpressionAttributeValues: { ':now': epochSeconds(now) },
  };
}

/** Why a transaction was cancelled: the key is claimed, or something that passes (AWS documentation: TransactWriteItems). */
async function failureOf(transact: () => Promise<unknown>): Promise<'claimed' | 'passing' | undefined> {
  try {
    await transact();
    return undefined;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = error.CancellationReasons?.map(({ Code }) => Code) ?? [];
    if (codes[0] === 'ConditionalCheckFailed') return 'claimed';
    if (codes.some((code) => code !== undefined && passing.has(code))) return 'passing';
    throw error;
  }
}

const passing = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

function epochSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
