import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Where every service but DynamoDB keeps its state: one SQLite database in the data folder, or in memory without one.
 * What a transaction wrote is with the operating system when it returns, so `kill -9` of the process loses none of it
 * (a power cut may: nothing here waits for the disk).
 */
export interface Store {
  readonly database: DatabaseSync;
  /** Runs `deed`, which must not wait for anything, as one transaction; joins the running one if there is one. */
  transaction<T>(deed: () => T): T;
  /** Calls `deed` once the running transaction is committed; at once if there is none; never if it is rolled back. */
  afterCommit(deed: () => void): void;
  close(): void;
}

export function openStore(dataFolder: string | undefined): Store {
  if (dataFolder) mkdirSync(dataFolder, { recursive: true });
  const database = new DatabaseSync(dataFolder ? join(dataFolder, 'aws.sqlite') : ':memory:');
  database.exec('pragma journal_mode = wal; pragma synchronous = off; pragma foreign_keys = on;');
  let depth = 0;
  let waiting: (() => void)[] = [];

  return {
    database,
    transaction(deed) {
      if (depth > 0) return deed();
      database.exec('begin immediate');
      depth++;
      try {
        const result = deed();
        database.exec('commit');
        return result;
      } catch (error) {
        database.exec('rollback');
        waiting = [];
        throw error;
      } finally {
        depth--;
        const due = waiting;
        waiting = [];
        for (const next of due) next();
      }
    },
    afterCommit(deed) {
      if (depth > 0) waiting.push(deed);
      else deed();
    },
    close: () => database.close(),
  };
}
