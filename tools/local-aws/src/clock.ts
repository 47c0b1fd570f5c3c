import type { Store } from './store';

/**
 * The time every part of the embedded AWS lives in: the machine's, plus what the clock door has advanced.
 * The advance is kept in the data folder, so a restart does not turn time back.
 */
export interface Clock {
  /** Milliseconds since 1970, advances included. */
  now(): number;
  /**
   * What the clock of an honest caller may show: the machine's, for who is outside; this one's; and this one's as it ran
   * before an advance of the last seconds, because a call that was signed before it may still be on its way.
   */
  signingTimes(): number[];
  /** How far this clock runs ahead of the machine's, in milliseconds. */
  advancedMs(): number;
  /** Moves time forward by `ms` (a positive whole number) and tells every listener, so that whoever sleeps looks again. */
  advance(ms: number): void;
  /** Calls `listener` after each advance; returns how to stop that. */
  onAdvance(listener: (advancedByMs: number) => void): () => void;
}

/** How long a call may be on its way between its signature and our reading it. */
const onItsWayMs = 10_000;

export function openClock(store: Store, wallClock: () => number = Date.now): Clock {
  store.database.exec(
    'create table if not exists clock (id integer primary key check (id = 1), advanced_ms integer not null)',
  );
  store.database.exec('insert or ignore into clock values (1, 0)');
  let advancedMs = Number(store.database.prepare('select advanced_ms from clock').get()?.['advanced_ms'] ?? 0);
  const listeners = new Set<(advancedByMs: number) => void>();
  let overtaken: { advancedMs: number; until: number }[] = [];

  return {
    now: () => wallClock() + advancedMs,
    signingTimes() {
      const wall = wallClock();
      overtaken = overtaken.filter(({ until }) => until > wall);
      return [wall, wall + advancedMs, ...overtaken.map((earlier) => wall + earlier.advancedMs)];
    },
    advancedMs: () => advancedMs,
    advance(ms) {
      if (!Number.isSafeInteger(ms) || ms <= 0)
        throw new RangeError(`The clock moves forward by whole milliseconds, not by ${ms}.`);
      overtaken.push({ advancedMs, until: wallClock() + onItsWayMs });
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
