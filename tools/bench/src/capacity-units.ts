import * as z from 'zod';
import { item, sizeOf, type Item } from './item-size';

const bytesOfAWrite = 1_024;
const bytesOfARead = 4_096;
/** The keys of the indexes of the table of e-mails, which hold keys alone. */
const indexes = ['due', 'recent'];

/**
 * Write units of a change of one item of the table of e-mails (AWS documentation: "DynamoDB read and write operations"): one
 * for each KB of the larger of both, and one for each entry of an index that comes or goes, two for one that moves.
 */
export function writeUnits(before: Item | undefined, after: Item | undefined): number {
  const larger = Math.max(sizeOf(before ?? {}), sizeOf(after ?? {}));
  return Math.max(1, Math.ceil(larger / bytesOfAWrite)) + indexes.reduce((sum, name) => sum + entries(name), 0);

  function entries(name: string): number {
    const [was, is] = [before, after].map((one) => keyIn(one, name));
    if (was === is) return 0;
    return was !== undefined && is !== undefined ? 2 : 1;
  }
}

function keyIn(one: Item | undefined, name: string): string | undefined {
  const parts = [one?.[`${name}_pk`], one?.[`${name}_sk`]];
  return parts.includes(undefined) ? undefined : JSON.stringify(parts);
}

const answers = z.object({
  Item: item.optional(),
  Items: z.array(item).optional(),
  Responses: z.record(z.string(), z.array(item)).optional(),
});
const reads = z.object({
  ConsistentRead: z.boolean().optional(),
  RequestItems: z
    .record(z.string(), z.object({ Keys: z.array(z.unknown()), ConsistentRead: z.boolean().optional() }))
    .optional(),
});

/** Read units of an answer: one for each 4 KB, half of that where the read is not consistent; what is not there costs as much. */
export function readUnits(operation: string, request: unknown, answer: unknown): number {
  const { ConsistentRead = false, RequestItems = {} } = reads.parse(request);
  const { Item, Items = [], Responses = {} } = answers.parse(answer);
  const unitsOf = (bytes: number, isConsistent: boolean) =>
    Math.max(1, Math.ceil(bytes / bytesOfARead)) * (isConsistent ? 1 : 0.5);
  switch (operation) {
    case 'GetItem':
      return unitsOf(sizeOf(Item ?? {}), ConsistentRead);
    case 'Query':
      return unitsOf(
        Items.reduce((sum, one) => sum + sizeOf(one), 0),
        ConsistentRead,
      );
    case 'BatchGetItem':
      return Object.entries(RequestItems).reduce((sum, [table, { Keys, ConsistentRead: isConsistent = false }]) => {
        const found = Responses[table] ?? [];
        const missing = Keys.length - found.length;
        return (
          sum +
          [...found.map(sizeOf), ...Array<number>(missing).fill(0)].reduce((a, b) => a + unitsOf(b, isConsistent), 0)
        );
      }, 0);
    default:
      return 0;
  }
}
