import { untouched, type Standing } from './standing';
import { fromStandingItem, standingKey, toStandingItem } from './standing-item';
import type { StandingTable } from './standing-table';

/** For tests: the standings in memory, as the items they would be. */
export function standingsInMemory(): StandingTable & { items: Map<string, Record<string, unknown>> } {
  const items = new Map<string, Record<string, unknown>>();
  return {
    items,
    async read(connection, stream) {
      const item = items.get(standingKey(connection, stream).sk);
      return item ? fromStandingItem(item) : untouched(connection, stream);
    },
    async change({ connection, stream, version }, changed) {
      const { sk } = standingKey(connection, stream);
      if ((items.get(sk)?.['version'] ?? 0) !== version) return undefined;
      const standing: Standing = { ...changed, connection, stream, version: version + 1 };
      items.set(sk, structuredClone(toStandingItem(standing)));
      return standing;
    },
  };
}
