import type { Row } from './import-rows';

/** How many addresses the API takes at a time. */
export const batchSize = 100;
/** How many different ends may wait for a full batch at the same time; it bounds what is kept of a file. */
const mostOpen = 50;

/** Gathers rows to batches of one end each. What `add` gives is full, or had to make room; `rest` is what is left. */
export function gatherBatches(): { add(row: Row): Row[] | undefined; rest(): Row[][] } {
  const open = new Map<string | undefined, Row[]>();
  return {
    add(row) {
      const batch = [...(open.get(row.expiresAt) ?? []), row];
      open.delete(row.expiresAt);
      if (batch.length === batchSize) return batch;
      open.set(row.expiresAt, batch);
      if (open.size <= mostOpen) return undefined;
      const [oldest] = open;
      if (oldest === undefined) return undefined;
      open.delete(oldest[0]);
      return oldest[1];
    },
    rest() {
      const left = [...open.values()];
      open.clear();
      return left;
    },
  };
}
