import {
  DeleteCommand,
  paginateQuery,
  paginateScan,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { brotliCompressSync } from 'node:zlib';
import * as z from 'zod/mini';
import { claimRow, emailRow, rowAttributes, type ClaimRow, type EmailRow } from './email-row';
import { withoutPerson } from './fate-of-email';
import type { Pace } from '../pace';

/** The content of an e-mail, packed as the sender packs it, with nothing in it. */
const emptyContent = brotliCompressSync('{}');
const keyed = z.object({ pk: z.string(), sk: z.string() });
const anyRow = z.union([emailRow, claimRow]);

/** The table of e-mails, as whoever erases needs it. */
export function emailsTable({ dynamoDb, tableName }: { dynamoDb: DynamoDBDocumentClient; tableName: string }) {
  return {
    /** Every e-mail and every claim, without contents; a consistent Scan of the whole table. */
    async *rows(spend: Pace): AsyncGenerator<EmailRow | ClaimRow> {
      const pages = paginateScan(
        { client: dynamoDb },
        {
          TableName: tableName,
          ConsistentRead: true,
          FilterExpression: '#sk IN (:email, :claim)',
          ProjectionExpression: rowAttributes.map((name) => `#${name}`).join(', '),
          ExpressionAttributeNames: Object.fromEntries(rowAttributes.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: { ':email': 'email', ':claim': 'claim' },
          ReturnConsumedCapacity: 'TOTAL',
        },
      );
      for await (const { Items = [], ConsumedCapacity } of pages) {
        for (const item of Items) yield z.parse(anyRow, item);
        await spend(ConsumedCapacity?.CapacityUnits ?? 0);
      }
    },

    /** Deletes an e-mail with its content, itself last, so that what was broken off is found again. */
    async erase({ pk, sk }: Pick<EmailRow, 'pk' | 'sk'>): Promise<void> {
      for (const Key of await contentKeys(pk)) await remove(Key);
      await remove({ pk, sk });
    },

    /** Leaves of an e-mail that it was sent to the others; itself last. */
    async redact(row: EmailRow, person: string): Promise<void> {
      const [first, ...rest] = await contentKeys(row.pk);
      for (const Key of rest) await remove(Key);
      if (first)
        await change(
          first,
          'SET #data = :data, #chunks = :one',
          { '#data': 'data', '#chunks': 'chunks' },
          {
            ':data': emptyContent,
            ':one': 1,
          },
        );
      const { to, cc, bcc, reply_to, suppressed } = row;
      const lists = Object.entries({ to, cc, bcc, reply_to, suppressed });
      const set = {
        ...Object.fromEntries(lists.map(([name, mailboxes]) => [name, withoutPerson(mailboxes, person)])),
        subject: '',
        headers: [],
        tags: [],
        ...(row.error && { error: { ...row.error, message: '' } }),
      };
      const assigned = Object.keys(set).map((name) => `#${name} = :${name}`);
      await change(
        { pk: row.pk, sk: row.sk },
        `SET ${assigned.join(', ')} REMOVE #attachments`,
        Object.fromEntries([...Object.keys(set), 'attachments'].map((name) => [`#${name}`, name])),
        Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
      );
    },

    /** Deletes a claim. */
    eraseClaim: ({ pk, sk }: Pick<ClaimRow, 'pk' | 'sk'>) => remove({ pk, sk }),

    /** Takes the person out of the answer that a claim keeps. */
    redactClaim: ({ pk, sk, accepted }: ClaimRow, person: string) =>
      change(
        { pk, sk },
        'SET #accepted.#suppressed = :left',
        { '#accepted': 'accepted', '#suppressed': 'suppressed' },
        { ':left': withoutPerson(accepted?.suppressed ?? [], person) },
      ),
  };

  async function contentKeys(pk: string): Promise<{ pk: string; sk: string }[]> {
    const keys: { pk: string; sk: string }[] = [];
    const pages = paginateQuery(
      { client: dynamoDb },
      {
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :content)',
        ExpressionAttributeValues: { ':pk': pk, ':content': 'content' },
        ProjectionExpression: 'pk, sk',
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) for (const item of Items) keys.push(z.parse(keyed, item));
    return keys;
  }

  async function remove(Key: { pk: string; sk: string }): Promise<void> {
    await dynamoDb.send(new DeleteCommand({ TableName: tableName, Key }));
  }

  /** Changes an item that is still there: what has expired meanwhile is not to come back. */
  async function change(
    Key: { pk: string; sk: string },
    UpdateExpression: string,
    ExpressionAttributeNames: Record<string, string>,
    ExpressionAttributeValues: Record<string, unknown>,
  ): Promise<void> {
    const input = { TableName: tableName, Key, UpdateExpression, ExpressionAttributeNames, ExpressionAttributeValues };
    try {
      await dynamoDb.send(new UpdateCommand({ ...input, ConditionExpression: 'attribute_exists(pk)' }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}

export type EmailsTable = ReturnType<typeof emailsTable>;
