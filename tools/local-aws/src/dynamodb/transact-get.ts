import db, { type Row } from 'dynalite/db/index.js';
import * as z from 'zod';
import { consumedCapacity, unitsIn } from './consumed-capacity';
import { checked, runAtOnce } from './dynalite-actions';
import { asAwsError } from './dynalite-error';
import type { Parts } from './parts';
import { createReadView } from './read-view';
import { attributes, projection, returnConsumedCapacity } from './request-members';
import { tableName } from './table-name';
import { refuseCount, severalActionsOnOneItem } from './transaction-refusals';

export const transactGetInput = z.strictObject({
  TransactItems: z.array(
    z.strictObject({ Get: z.strictObject({ TableName: z.string(), Key: attributes, ...projection }) }),
  ),
  ...returnConsumedCapacity,
});

/** TransactGetItems: up to 100 items as they are at one moment. A transactional read costs twice a consistent one. */
export async function transactGet(parts: Parts, input: z.infer<typeof transactGetInput>): Promise<Row> {
  const { TransactItems: items, ReturnConsumedCapacity: wanted } = input;
  refuseCount(items.length);
  const gets = items.map(({ Get }) =>
    checked('GetItem', {
      ...Get,
      TableName: tableName(Get.TableName),
      ConsistentRead: true,
      ReturnConsumedCapacity: wanted,
    }),
  );
  const keys = gets.map(({ TableName, Key = {} }) => {
    const table = parts.tables.existing(TableName);
    const invalid = db.validateKey(Key, table);
    if (invalid) throw asAwsError(invalid);
    return `${TableName}~${db.createKey(Key, table)}`;
  });
  if (new Set(keys).size < keys.length) throw severalActionsOnOneItem();

  const snapshot = parts.database.snapshot();
  try {
    const answers = gets.map((get) => runAtOnce('GetItem', createReadView(parts, get, snapshot), get));
    const actions = answers.map(({ ConsumedCapacity }, place) => ({
      tableName: gets[place]?.TableName ?? '',
      units: 2 * unitsIn(ConsumedCapacity),
    }));
    return {
      Responses: answers.map(({ Item }) => (Item ? { Item } : {})),
      ...consumedCapacity(wanted, actions, 'ReadCapacityUnits'),
    };
  } finally {
    await snapshot.close();
  }
}
