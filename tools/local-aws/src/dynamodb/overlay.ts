import type { Row } from 'dynalite/db/index.js';

/** Rows that can be read by their key. */
export interface Rows {
  get(key: string): Row | undefined;
}

/** Rows not yet written, over those that are: what a write reads, and what it leaves behind. */
export interface Overlay extends Rows {
  put(key: string, row: Row): void;
  remove(key: string): void;
  /** What has been put (a row) or removed (undefined), by key. */
  readonly changes: ReadonlyMap<string, Row | undefined>;
  /** Takes over the changes of an overlay that lies on this one. */
  absorb(upper: Overlay): void;
}

export function createOverlay(below: Rows): Overlay {
  const changes = new Map<string, Row | undefined>();
  return {
    get: (key) => (changes.has(key) ? changes.get(key) : below.get(key)),
    put: (key, row) => void changes.set(key, row),
    remove: (key) => void changes.set(key, undefined),
    changes,
    absorb(upper) {
      for (const [key, row] of upper.changes) changes.set(key, row);
    },
  };
}
