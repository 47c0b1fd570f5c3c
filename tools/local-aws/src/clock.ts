import type { Store } from './store';

/**
 * The time every part of the embedded AWS lives in: the machine's, plus what the clock door has advanced.
 * The advance is kept in the data folder, so a restart does not turn time back.
 */
export interface Clock {
  /** Milliseconds since 1970, advances included. */
  now(): number;
  /** Milliseconds since 1970 by the machine's own clock. */
  wallNow(): number;
  /** How far this clock runs ahead of the machine's, in milliseconds. */
  advancedMs(): number;
  /** Moves time forward by `ms` (a positive whole number) and tells every listener, so that whoever sleeps looks again. */
  advance(ms: number): void;
  /** Calls `listener` after each advance; returns how to stop that. */
  onAdvance(listener: (advancedByMs: number) => void): () => void;
}

export function openClock(store: Store, wallClock: () => number = Date.now): Clock {
  store.database.exec(
    'create table if not exists clock (id integer primary key check (id = 1), advanced_ms integer not null)',
  );
  store.database.exec('insert or ignore into clock values (1, 0)');
  let advancedMs = Number(store.database.prepare('select advanced_ms from clock').get()?.['advanced_ms'] ?? 0);
  const listeners = new Set<(advancedByMs: number) => void>();

  return {
    now: () => wallClock() + advancedMs,
    wallNow: wallClock,
    advancedMs: () => advancedMs,
    advance(ms) {
      if (!Number.isSafeInteger(ms) || ms <= 0)
        throw new RangeError(`The clock moves forward by whole milliseconds, not by ${ms}.`);
      advancedMs += ms;
      store.database.prepare('update clock set advanced_ms = ?').run(advancedMs);
      for (const listener of listeners) listener(ms);
    },
    onAdvance(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
