import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Connection } from '@sesame/email';
import { entryOfItem, shownEntry } from './entry-item';
import { indexPartitions } from './entry-key';
import { indexName } from './read-entry';
import type { Origin, ShownSuppression } from './suppression-fact';
import { timeOf, type TableAccess } from './table-access';

export type ListOptions = {
  connection: Connection;
  /** How many entries at most. */
  limit: number;
  /** Entries that follow this id; or with `before`, the nearest that precede it. At most one of the two. */
  after?: string;
  before?: string;
  origin?: Origin;
};

export type ListedEntries = { entries: ShownSuppression[]; hasMore: boolean };

/**
 * One page of the list in the order of ids. The index is spread over a few partitions, each in order, so a page is the
 * merge of them: one query each, unless a filter by origin passes over many entries.
 */
export async function listEntries(access: TableAccess, options: ListOptions): Promise<ListedEntries> {
  const { limit, before, origin } = options;
  const backwards = before !== undefined;
  const partitions = indexPartitions(options.connection).map((partition) => liveEntries(access, partition, options));
  const heads = await Promise.all(partitions.map(async (entries) => ({ entries, head: await entries.next() })));

  const found: ShownSuppression[] = [];
  while (found.length <= limit) {
    const open = heads.filter(({ head }) => head.done !== true);
    const [first, ...others] = open;
    if (first === undefined) break;
    const next = others.reduce((best, each) => (comesBefore(each, best) !== backwards ? each : best), first);
    const entry = next.head.value;
    if (entry && (origin === undefined || entry.origin === origin)) found.push(entry);
    next.head = await next.entries.next();
  }

  const page = found.slice(0, limit);
  return { entries: backwards ? page.reverse() : page, hasMore: found.length > limit };
}

type Head = { head: IteratorResult<ShownSuppression, undefined> };

function comesBefore(one: Head, other: Head): boolean {
  return (one.head.value?.id ?? '') < (other.head.value?.id ?? '');
}

async function* liveEntries(
  access: TableAccess,
  partition: string,
  options: ListOptions,
): AsyncGenerator<ShownSuppression, undefined> {
  const { dynamoDb, tableName } = access;
  const now = timeOf(access);
  let from: QueryCommandInput['ExclusiveStartKey'];
  do {
    const { Items = [], LastEvaluatedKey } = await dynamoDb.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: indexName,
        ...pageOf(partition, options),
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const item of Items) {
      const entry = shownEntry(entryOfItem(item), now);
      if (entry !== undefined) yield entry;
    }
    from = LastEvaluatedKey;
  } while (from !== undefined);
  return undefined;
}

function pageOf(partition: string, { limit, after, before, origin }: ListOptions): Partial<QueryCommandInput> {
  const edge = after ?? before;
  return {
    KeyConditionExpression: `by_id_pk = :partition${edge === undefined ? '' : ` AND by_id_sk ${before === undefined ? '>' : '<'} :edge`}`,
    ExpressionAttributeValues: { ':partition': partition, ...(edge !== undefined && { ':edge': edge.toLowerCase() }) },
    ScanIndexForward: before === undefined,
    // A filter by origin leaves out what never had it, and takes whole pages, since a limit counts what is left out too.
    ...(origin === undefined
      ? { Limit: limit + 1 }
      : { FilterExpression: 'attribute_exists(#origin)', ExpressionAttributeNames: { '#origin': origin } }),
  };
}
