import * as z from 'zod';
import { item, sizeOf } from '../item-size';

const put = z.object({ Item: item });
const batch = z.object({ RequestItems: z.record(z.string(), z.array(z.object({ PutRequest: put.optional() }))) });
const transaction = z.object({ TransactItems: z.array(z.object({ Put: put.optional() })) });

const bytesPerUnit = 1_024;
/** An entry of the suppression list stands in the table, and in both its indexes when it comes. */
const unitsOfAnUpdate = 3;

/**
 * Write units that a request to DynamoDB costs (AWS documentation: "DynamoDB read and write operations"): one for each KB
 * of an item and of its copy in an index, twice that in a transaction.
 */
export function writeUnitsOf(operation: string, input: unknown): number {
  switch (operation) {
    case 'BatchWriteItem': {
      const requests = Object.values(batch.parse(input).RequestItems).flat();
      return requests.reduce((sum, { PutRequest }) => sum + (PutRequest ? unitsOfPut(PutRequest.Item) : 1), 0);
    }
    case 'PutItem':
      return unitsOfPut(put.parse(input).Item);
    case 'UpdateItem':
      return unitsOfAnUpdate;
    case 'TransactWriteItems':
      return transaction
        .parse(input)
        .TransactItems.reduce((sum, { Put }) => sum + 2 * (Put ? unitsOfPut(Put.Item) : 1), 0);
    default:
      return 0;
  }
}

function unitsOfPut(one: Record<string, unknown>): number {
  const units = Math.ceil(sizeOf(one) / bytesPerUnit);
  return 'timeline_pk' in one ? 2 * units : units;
}
