import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ownConnection, streams, type Connection, type Mailbox, type Stream } from '@sesame/email';
import * as z from 'zod/mini';
import { emailPartition, emailSortKey } from '../email-item';
import { storedMailbox } from '../recipients';
import { isSameSecret, parseUnsubscribePath } from '../unsubscribe-token';

/** What the page needs to know of an e-mail that its recipient can unsubscribe by, and no more. */
export type UnsubscribableEmail = {
  connection: Connection;
  id: string;
  stream: Stream;
  from: Mailbox;
  /** The address of its only recipient. */
  recipient: string;
  /** When it last became queued, which is shortly before SES got it. */
  queuedAt: Date;
  /** SES's id for the message, once it has one. */
  messageId?: string | undefined;
};

/** What the role allows to be read: these attributes of the item and no others. */
const attributes = ['stream', 'from', 'to', 'queued_at', 'message_id', 'unsubscribe_token'];

const emailItem = z.object({
  stream: z.enum(streams),
  from: z.string(),
  to: z.array(z.string()).check(z.length(1)),
  queued_at: z.iso.datetime(),
  message_id: z.optional(z.string()),
});
const secretOf = z.object({ unsubscribe_token: z.optional(z.string()) });

/**
 * The e-mail that the end of a URL stands for; one GetItem. `undefined` for a wrong secret as for an id that is not there,
 * after the same call and the same comparison.
 */
export function findUnsubscribableEmail({
  dynamoDb,
  tableName,
}: {
  dynamoDb: DynamoDBDocumentClient;
  tableName: string;
}) {
  return async (path: string): Promise<UnsubscribableEmail | undefined> => {
    const parsed = parseUnsubscribePath(path);
    if (parsed === undefined) return undefined;
    const { id, secret } = parsed;
    const { Item = {} } = await dynamoDb.send(
      new GetCommand({
        TableName: tableName,
        Key: { pk: emailPartition(ownConnection, id), sk: emailSortKey },
        ProjectionExpression: attributes.map((name) => `#${name}`).join(', '),
        ExpressionAttributeNames: Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
      }),
    );
    if (!isSameSecret(secret, secretOf.parse(Item).unsubscribe_token)) return undefined;
    const row = emailItem.parse(Item);
    return {
      connection: ownConnection,
      id,
      stream: row.stream,
      from: storedMailbox(row.from),
      recipient: storedMailbox(row.to[0] ?? '').address,
      queuedAt: new Date(row.queued_at),
      messageId: row.message_id,
    };
  };
}
