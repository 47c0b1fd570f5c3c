import { setTimeout } from 'node:timers/promises';
import { ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Email } from '../email';
import { contentSortKey, emailPartition, expiryOf, toEmailItem } from '../email-item';
import { failedConditionsOf } from './failed-conditions-of';
import { pagesOf } from './pages-of';

/** What BatchWriteItem takes is 25 items and 16 MB; TransactWriteItems, 100 actions and 4 MB (AWS documentation). */
const mostContents = { count: 25, bytes: 12 * 1024 * 1024 };
const mostEmails = { count: 100, bytes: 3 * 1024 * 1024 };
const pausesBeforeOfferingAgain = [50, 200, 500];

export type PackedEmail = { email: Email; content: readonly Uint8Array[] };

/** Many e-mails at once, in the emails table. */
export type EmailBatchTable = {
  /** Stores packed contents; one BatchWriteItem for 25 of them. */
  putContents(all: readonly PackedEmail[]): Promise<void>;

  /** Stores e-mails that are not there yet, and leaves those that are; one TransactWriteItems for up to a hundred. */
  putAll(emails: readonly Email[]): Promise<void>;
};

export function emailBatchTable({
  dynamoDb,
  tableName,
}: {
  dynamoDb: DynamoDBDocumentClient;
  tableName: string;
}): EmailBatchTable {
  return {
    async putContents(all) {
      const items = all.flatMap(contentItemsOf);
      await Promise.all(pagesOf(items, mostContents, ({ data }) => data.length).map(writePage));
    },

    async putAll(emails) {
      const items = emails.map(toEmailItem);
      for (const page of pagesOf(items, mostEmails, bytesOf)) await putMissing(page);
    },
  };

  async function writePage(items: Record<string, unknown>[]): Promise<void> {
    let requests = items.map((Item) => ({ PutRequest: { Item } }));
    for (const pause of [...pausesBeforeOfferingAgain, undefined]) {
      const { UnprocessedItems } = await dynamoDb.send(
        new BatchWriteCommand({ RequestItems: { [tableName]: requests } }),
      );
      const unprocessed = new Set(UnprocessedItems?.[tableName]?.map(({ PutRequest }) => nameOf(PutRequest?.Item)));
      requests = requests.filter(({ PutRequest }) => unprocessed.has(nameOf(PutRequest.Item)));
      if (requests.length === 0) return;
      if (pause !== undefined) await setTimeout(pause);
    }
    // What DynamoDB itself throws when it can write none of the items.
    throw new ProvisionedThroughputExceededException({ message: 'Contents stayed unprocessed.', $metadata: {} });
  }

  /** What is there is left out of the next try, so that a batch somebody began can be finished. */
  async function putMissing(items: ReturnType<typeof toEmailItem>[]): Promise<void> {
    let missing = items;
    while (missing.length > 0) {
      const TransactItems = missing.map((Item) => ({
        Put: { TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' },
      }));
      const there = new Set(await failedConditionsOf(() => dynamoDb.send(new TransactWriteCommand({ TransactItems }))));
      missing = there.size === 0 ? [] : missing.filter((_, place) => !there.has(place));
    }
  }
}

function contentItemsOf({ email, content }: PackedEmail) {
  const pk = emailPartition(email.connection, email.id);
  const expires = expiryOf(email.createdAt);
  return content.map((data, n) => ({ pk, sk: contentSortKey(n), data, chunks: content.length, expires }));
}

function nameOf(item: Record<string, unknown> | undefined): string {
  return `${String(item?.['pk'])} ${String(item?.['sk'])}`;
}

/** More than DynamoDB counts for an item. */
function bytesOf(item: object): number {
  return Buffer.byteLength(JSON.stringify(item));
}
