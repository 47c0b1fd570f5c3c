import db, { type CheckedInput, type Row } from 'dynalite/db/index.js';
import * as z from 'zod';
import { AwsError } from '../aws-error';
import { consumedCapacity, unitsIn } from './consumed-capacity';
import { checked, runAtOnce } from './dynalite-actions';
import { asAwsError } from './dynalite-error';
import type { Parts } from './parts';
import { attributes, returnConsumedCapacity, returnItemCollectionMetrics } from './request-members';
import { byTableName } from './table-name';
import { createWriteView } from './write-view';

const writeRequests = z.record(
  z.string(),
  z.array(
    z.strictObject({
      PutRequest: z.strictObject({ Item: attributes }).optional(),
      DeleteRequest: z.strictObject({ Key: attributes }).optional(),
    }),
  ),
);

export const batchWriteInput = z.strictObject({
  RequestItems: writeRequests,
  ...returnConsumedCapacity,
  ...returnItemCollectionMetrics,
});

/**
 * BatchWriteItem. Each item is a write of its own, as on AWS: a reader, or a crash, may come between two of them.
 * Nothing is ever left unprocessed.
 */
export async function batchWrite(parts: Parts, input: z.infer<typeof batchWriteInput>): Promise<Row> {
  const { tables, writer } = parts;
  const data = checked('BatchWriteItem', { ...input, RequestItems: byTableName(input.RequestItems) });
  const writes = Object.entries(writeRequests.parse(data['RequestItems'])).flatMap(([TableName, requests]) =>
    requests.map(({ PutRequest, DeleteRequest }) => {
      if (PutRequest && DeleteRequest) throw severalRequests();
      return { TableName, ReturnConsumedCapacity: input.ReturnConsumedCapacity, ...PutRequest, ...DeleteRequest };
    }),
  );
  if (writes.length > 25) {
    throw new AwsError('ValidationException', 'Too many items requested for the BatchWriteItem call');
  }
  refuseDuplicates(parts, writes);

  const answers = await Promise.all(
    writes.map((write) =>
      writer.write((overlay) =>
        runAtOnce(write.Item ? 'PutItem' : 'DeleteItem', createWriteView(overlay, tables).store, write),
      ),
    ),
  );
  const actions = answers.map(({ ConsumedCapacity }, place) => ({
    tableName: writes[place]?.TableName ?? '',
    units: unitsIn(ConsumedCapacity),
  }));
  return { UnprocessedItems: {}, ...consumedCapacity(input.ReturnConsumedCapacity, actions) };
}

function refuseDuplicates({ tables }: Parts, writes: CheckedInput[]): void {
  const seen = new Set<string>();
  for (const { TableName, Item, Key = {} } of writes) {
    const table = tables.existing(TableName);
    const invalid = Item ? db.validateItem(Item, table) : db.validateKey(Key, table);
    if (invalid) throw asAwsError(withBatchText(invalid));
    const key = `${TableName}~${db.createKey(Item ?? Key, table)}`;
    if (seen.has(key)) throw new AwsError('ValidationException', 'Provided list of item keys contains duplicates');
    seen.add(key);
  }
}

/** What PutItem says of a missing or mistyped key, BatchWriteItem says in other words. */
function withBatchText(invalid: Error): Error {
  return /Missing the key|Type mismatch for key/.test(invalid.message)
    ? db.validationError('The provided key element does not match the schema')
    : invalid;
}

function severalRequests(): AwsError {
  return new AwsError(
    'ValidationException',
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  );
}
