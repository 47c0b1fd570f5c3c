import type { RowIterator } from 'dynalite/db/index.js';

/** Calls `deed` for each row of an iterator in turn, and closes it. */
export async function eachRow<Value>(
  iterator: RowIterator<Value>,
  deed: (row: Value) => Promise<unknown> | void,
): Promise<void> {
  try {
    for (;;) {
      const rows = await iterator.nextv(100);
      if (rows.length === 0) return;
      for (const row of rows) await deed(row);
    }
  } finally {
    await iterator.close();
  }
}
