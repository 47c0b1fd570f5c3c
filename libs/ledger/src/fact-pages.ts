import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { partitionsOf, type Bucket } from './bucket';
import type { Fact } from './fact';
import { fromFactItem } from './fact-item';
import type { LedgerTableParts } from './ledger-table';

/** Some facts of one bucket, and how many read units it took to read them. */
export type FactPage = { facts: Fact[]; readUnits: number };

/** What is read before it is wanted: at most so many pages of 1 MB are in memory. */
const pagesAhead = 16;

/**
 * Every fact of many buckets, for whoever reads all of them: bucket by bucket, and in each in the order of their keys, which
 * is the same every time. Four Queries a bucket at least, and one for each megabyte; eventually consistent, which is half the
 * price, so a fact of the last second can be missing.
 */
export async function* factPages(table: LedgerTableParts, buckets: Iterable<Bucket>): AsyncGenerator<FactPage> {
  const ahead: { first: Promise<IteratorResult<FactPage, void>>; pages: AsyncGenerator<FactPage, void> }[] = [];
  for (const partition of partitionsOfAll(buckets)) {
    const pages = pagesOf(table, partition);
    const first = pages.next();
    // Whoever waits for it learns of a failure; until then nobody does, which is not to end the process.
    first.catch(() => undefined);
    ahead.push({ first, pages });
    if (ahead.length === pagesAhead) yield* theNext();
  }
  while (ahead.length > 0) yield* theNext();

  async function* theNext(): AsyncGenerator<FactPage> {
    const next = ahead.shift();
    const first = await next?.first;
    if (!next || !first || first.done) return;
    yield first.value;
    yield* next.pages;
  }
}

function* partitionsOfAll(buckets: Iterable<Bucket>): Generator<string> {
  for (const bucket of buckets) yield* partitionsOf(bucket);
}

async function* pagesOf({ dynamoDb, tableName }: LedgerTableParts, partition: string): AsyncGenerator<FactPage, void> {
  const pages = paginateQuery(
    { client: dynamoDb },
    {
      TableName: tableName,
      KeyConditionExpression: 'pk = :partition',
      ExpressionAttributeValues: { ':partition': partition },
      ReturnConsumedCapacity: 'TOTAL',
    },
  );
  for await (const { Items = [], ConsumedCapacity } of pages) {
    yield { facts: Items.map(fromFactItem), readUnits: ConsumedCapacity?.CapacityUnits ?? 0 };
  }
}
