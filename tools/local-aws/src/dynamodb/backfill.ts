import type { Row } from 'dynalite/db/index.js';
import { eachRow } from './each-row';
import type { Overlay } from './overlay';
import type { Parts } from './parts';
import { itemPrefix, rangeOf } from './row-keys';

/**
 * Derives rows from every item a table holds, as it is at its turn. Items written meanwhile derive their own, so the
 * definition that asks for the rows must count before.
 */
export async function backfill(
  { database, writer }: Parts,
  tableName: string,
  derive: (overlay: Overlay, itemKey: string, item: Row) => void,
): Promise<void> {
  const prefix = itemPrefix(tableName);
  await eachRow(database.keys(rangeOf(prefix)), (row) =>
    writer.write((overlay) => {
      const item = overlay.get(row);
      if (item) derive(overlay, row.slice(prefix.length), item);
    }),
  );
}
