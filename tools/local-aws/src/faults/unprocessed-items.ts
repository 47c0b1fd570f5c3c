import * as z from 'zod';

/** What DynamoDB calls the items of a batch that it did not get to, by operation. */
const leftOver = { BatchWriteItem: 'UnprocessedItems', BatchGetItem: 'UnprocessedKeys' } as const;
export const batchOperations = Object.keys(leftOver);

const requests = z.union([z.array(z.unknown()), z.looseObject({ Keys: z.array(z.unknown()) })]);
const batch = z.looseObject({ RequestItems: z.record(z.string(), requests) });
type Requests = z.infer<typeof requests>;

interface SplitBatch {
  /** The request with the items that are processed; undefined if none is. */
  processed: object | undefined;
  /** Adds what is left to the answer, under AWS's name for it. */
  answered: (output: unknown) => unknown;
}

/** Splits a batch by chance: at least one item is left, and of several at least one is processed. */
export function splitBatch(operation: string, input: unknown, random: () => number): SplitBatch {
  const request = batch.parse(input);
  const all = Object.entries(request.RequestItems).flatMap(([table, given]) =>
    itemsOf(given).map((_, place) => `${table}/${place}`),
  );
  const left = new Set(all.filter(() => random() < 0.5));
  const [first] = all;
  if (left.size === 0 && first !== undefined) left.add(first);
  if (left.size === all.length && all.length > 1 && first !== undefined) left.delete(first);

  const those = (areLeft: boolean) =>
    Object.fromEntries(
      Object.entries(request.RequestItems).flatMap(([table, given]) => {
        const chosen = itemsOf(given).filter((_, place) => left.has(`${table}/${place}`) === areLeft);
        return chosen.length === 0 ? [] : [[table, Array.isArray(given) ? chosen : { ...given, Keys: chosen }]];
      }),
    );
  const name = operation === 'BatchGetItem' ? leftOver.BatchGetItem : leftOver.BatchWriteItem;
  return {
    processed: left.size === all.length ? undefined : { ...request, RequestItems: those(false) },
    answered: (output) => ({ ...z.looseObject({}).parse(output), [name]: those(true) }),
  };
}

function itemsOf(given: Requests): unknown[] {
  return Array.isArray(given) ? given : given.Keys;
}
