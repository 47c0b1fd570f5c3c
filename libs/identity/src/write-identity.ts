import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type DynamoDBDocumentClient, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import type { Identity } from './identity';
import { identityKey } from './identity-rows';

/** Longer than any look at SES takes, so that every older one is over when the row of what is gone goes too. */
const goneForSeconds = 60 * 60;

export type IdentityWriteParts = { dynamoDb: DynamoDBDocumentClient; tableName: string; now: () => Date };

/** What SES was seen to say: about which identity of whom, and as of when. */
export type Seen<What> = What & { connection: Connection; asOf: Date };

/** Writes what SES says of an identity, unless the row knows of something newer. Answers whether it was written. */
export function writeIdentity(parts: IdentityWriteParts, { connection, asOf, ...identity }: Seen<Identity>) {
  const { name, type, verified, verificationStatus } = identity;
  return writeUnlessOlder(parts, asOf, {
    Key: identityKey(connection, name),
    UpdateExpression:
      'SET #name = :name, #type = :type, verified = :verified, verification_status = :status, ' +
      'created_at = if_not_exists(created_at, :now), observed_at = :asOf REMOVE gone, expires',
    ExpressionAttributeNames: { '#name': 'name', '#type': 'type' },
    ExpressionAttributeValues: {
      ':name': name,
      ':type': type,
      ':verified': verified,
      ':status': verificationStatus,
      ':now': parts.now().toISOString(),
    },
  });
}

/**
 * Writes that SES no longer has an identity, unless the row knows of something newer. Answers whether it was written.
 */
export function writeGone(parts: IdentityWriteParts, { connection, asOf, name }: Seen<{ name: string }>) {
  return writeUnlessOlder(parts, asOf, {
    Key: identityKey(connection, name),
    UpdateExpression:
      'SET gone = :gone, expires = :expires, observed_at = :asOf ' +
      'REMOVE #name, #type, verified, verification_status, created_at',
    ExpressionAttributeNames: { '#name': 'name', '#type': 'type' },
    ExpressionAttributeValues: { ':gone': true, ':expires': Math.ceil(parts.now().getTime() / 1_000) + goneForSeconds },
  });
}

async function writeUnlessOlder(
  { dynamoDb, tableName }: IdentityWriteParts,
  asOf: Date,
  { ExpressionAttributeValues, ...update }: Omit<UpdateCommandInput, 'TableName'>,
): Promise<boolean> {
  try {
    await dynamoDb.send(
      new UpdateCommand({
        TableName: tableName,
        ...update,
        ConditionExpression: 'attribute_not_exists(observed_at) OR observed_at <= :asOf',
        ExpressionAttributeValues: { ...ExpressionAttributeValues, ':asOf': asOf.toISOString() },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
