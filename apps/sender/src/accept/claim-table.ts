import { TransactionInProgressException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
  type PutCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Email } from '../email';
import { toEmailItem } from '../email-item';
import { unlessConditionFails } from '../unless-condition-fails';
import { claimExpiry, claimPartition, type BatchClaim, type Claim, type ClaimName, type EmailClaim } from './claim';
import { claimSortKey, fromClaimItem, toClaimItem } from './claim-item';
import { failedConditionsOf } from './failed-conditions-of';

/** The claims of idempotency keys, in the emails table. One that is past its 24 hours is as good as none. */
export type ClaimTable = {
  /** The claim of a key; GetItem, consistent. */
  read(name: ClaimName, now: Date): Promise<Claim | undefined>;

  /** Stores a claim and its e-mail, both or neither; false when another claim of the key stands. One TransactWriteItems. */
  storeWithEmail(name: ClaimName, claim: EmailClaim, email: Email): Promise<boolean>;

  /** Stores the claim of a batch; false when another claim of the key stands. One PutItem. */
  open(name: ClaimName, claim: BatchClaim): Promise<boolean>;

  /** Stores a batch's claim in place of the one that was read; false when it has another holder by now. One PutItem. */
  replace(name: ClaimName, read: BatchClaim, claim: BatchClaim): Promise<boolean>;
};

export function claimTable({
  dynamoDb,
  tableName,
}: {
  dynamoDb: DynamoDBDocumentClient;
  tableName: string;
}): ClaimTable {
  const put = (input: Omit<PutCommandInput, 'TableName'>) =>
    unlessConditionFails(() => dynamoDb.send(new PutCommand({ TableName: tableName, ...input })));

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
        {
          Put: {
            TableName: tableName,
            Item: toClaimItem(name, claim),
            ConditionExpression: unlessClaimed,
            ExpressionAttributeValues: { ':now': epochSeconds(claim.createdAt) },
          },
        },
        { Put: { TableName: tableName, Item: toEmailItem(email), ConditionExpression: 'attribute_not_exists(pk)' } },
      ];
      const failed = await failedConditionsOf(() => dynamoDb.send(new TransactWriteCommand({ TransactItems })));
      return failed.length === 0;
    },

    // The claim of the same holder too: the SDK tries again when the answer to a write that was made is lost.
    open: (name, claim) =>
      put({
        Item: toClaimItem(name, claim),
        ConditionExpression: `${unlessClaimed} OR #holder = :holder`,
        ExpressionAttributeNames: { '#holder': 'holder' },
        ExpressionAttributeValues: { ':now': epochSeconds(claim.createdAt), ':holder': claim.holder },
      }),

    replace: (name, read, claim) =>
      put({
        Item: toClaimItem(name, claim),
        ConditionExpression: '#holder IN (:read, :holder)',
        ExpressionAttributeNames: { '#holder': 'holder' },
        ExpressionAttributeValues: { ':read': read.holder, ':holder': claim.holder },
      }),
  };
}

/** For who lost against a claim that is not there: something this needs does not answer as it should, and may a moment later. */
export function claimUnreadable(): Error {
  return new TransactionInProgressException({ message: 'The claim that was first cannot be read.', $metadata: {} });
}

const unlessClaimed = 'attribute_not_exists(pk) OR expires <= :now';

function epochSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
