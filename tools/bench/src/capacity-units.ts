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

const readItem = z.object({ ConsistentRead: z.boolean().default(false) });
const readItems = z.object({
  RequestItems: z.record(z.string(), readItem.extend({ Keys: z.array(z.unknown()) })),
});
const oneItem = z.object({ Item: item.default({}) });
const someItems = z.object({ Items: z.array(item).default([]) });
const itemsOfTables = z.object({ Responses: z.record(z.string(), z.array(item)) });

/** Read units of an answer: one for each 4 KB, half of that where the read is not consistent; what is not there costs as much. */
export function readUnits(operation: string, request: unknown, answer: unknown): number {
  switch (operation) {
    case 'GetItem':
      return unitsOf(sizeOf(oneItem.parse(answer).Item), readItem.parse(request));
    case 'Query':
      return unitsOf(sum(someItems.parse(answer).Items.map(sizeOf)), readItem.parse(request));
    case 'BatchGetItem': {
      const { Responses } = itemsOfTables.parse(answer);
      return sum(
        Object.entries(readItems.parse(request).RequestItems).flatMap(([table, read]) => {
          const found = (Responses[table] ?? []).map(sizeOf);
          const missing = Array<number>(read.Keys.length - found.length).fill(0);
          return [...found, ...missing].map((bytes) => unitsOf(bytes, read));
        }),
      );
    }
    default:
      return 0;
  }
}

function unitsOf(bytes: number, { ConsistentRead }: z.infer<typeof readItem>): number {
  return Math.max(1, Math.ceil(bytes / bytesOfARead)) * (ConsistentRead ? 1 : 0.5);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
