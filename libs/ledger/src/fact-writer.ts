import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { bucketOf, isOpen, type Bucket } from './bucket';
import type { Fact } from './fact';
import { factId } from './fact-id';
import { idOfSortKey, toFactItem } from './fact-item';
import { marksTable, type Mark } from './marks-table';
import { writeItems, type Patience } from './write-items';

/** Writes facts into the ledger, and sees to it that they are counted. */
export type FactWriter = {
  /**
   * Writes facts, each once, and then marks their minutes, so that a roll-up counts them; by BatchWriteItem alone. Writing
   * a fact again changes nothing. Answers with the ids of those that could not be written or marked, and why: whoever told
   * of them is to tell again. It does not throw.
   */
  write(facts: readonly Fact[]): Promise<Map<string, unknown>>;
};

export type FactWriterParts = {
  dynamoDb: DynamoDBDocumentClient;
  ledgerTable: string;
  marksTable: string;
  /** How long a fact is kept after the time it counts at. */
  keptForDays: number;
  now: () => Date;
  /** A value that no mark had before. */
  newValue: () => string;
  patience?: Patience;
};

/** The ledger and the marks in their DynamoDB tables. */
export function factWriter(parts: FactWriterParts): FactWriter {
  const { dynamoDb, keptForDays, now, newValue, patience } = parts;
  const ledger = { dynamoDb, tableName: parts.ledgerTable };
  const marks = marksTable({ dynamoDb, tableName: parts.marksTable, ...(patience && { patience }) });
  return {
    async write(facts) {
      const items = facts.map((fact) => toFactItem(fact, keptForDays));
      const distinct = new Map(items.map((item) => [item.sk, item]));
      const unwritten = new Map<string, unknown>();
      for (const [sortKey, reason] of await writeItems(ledger, [...distinct.values()], patience)) {
        unwritten.set(idOfSortKey(sortKey), reason);
      }
      const time = now();
      const buckets = new Map(facts.map(bucketOf).map((bucket) => [bucket.minute, bucket]));
      const marked = [...buckets.values()]
        .filter((bucket) => isOpen(bucket, time, keptForDays))
        .map((bucket) => markFor(bucket, newValue()));
      // Only now: a mark that is there before its facts could be counted without them, and gone when they come.
      const unmarked = await marks.set(marked);
      const reasons = new Map([...unmarked].map(([mark, reason]) => [mark.period, reason]));
      if (reasons.size === 0) return unwritten;
      for (const fact of facts) {
        const { minute } = bucketOf(fact);
        if (reasons.has(minute)) unwritten.set(factId(fact), reasons.get(minute));
      }
      return unwritten;
    },
  };
}

function markFor({ connection, minute }: Bucket, value: string): Mark {
  return { connection, interval: 'minute', period: minute, value };
}
