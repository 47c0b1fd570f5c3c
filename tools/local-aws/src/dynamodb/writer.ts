import type { Level, Row, RowOperation } from 'dynalite/db/index.js';
import { createOverlay, type Overlay } from './overlay';

/**
 * The one way rows get into the database. Writes are taken one after the other, each on an overlay over all before it,
 * so they are serializable without locks; up to `groupSize` of them go to disk as one batch. So each write is there
 * entirely or not at all, on disk after `kill -9` as for every reader in this process.
 */
export interface Writer {
  /**
   * Runs `deed`, which must not wait for anything, and resolves with what it returned once its changes are written.
   * If it throws, nothing of it is written.
   */
  write<Result>(deed: (overlay: Overlay) => Result): Promise<Result>;
  /** Resolves when nothing waits to be written any more. */
  idle(): Promise<void>;
}

/** Runs a deed in the group's overlay; returns how to tell its caller once the group is written. */
type Job = { run(group: Overlay): () => void; fail(error: unknown): void };

export function createWriter(database: Level, groupSize = 16): Writer {
  const waiting: Job[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    // Whoever asks in the same turn of the event loop joins the first group.
    await Promise.resolve();
    while (waiting.length > 0) {
      const jobs = waiting.splice(0, groupSize);
      const group = createOverlay({ get: (key) => database.getSync(key) });
      try {
        const tell = jobs.map((job) => job.run(group));
        if (group.changes.size > 0) await database.batch([...group.changes].map(rowOperation));
        for (const tellOne of tell) tellOne();
      } catch (error) {
        for (const job of jobs) job.fail(error);
      }
    }
    working = undefined;
  }

  return {
    write: (deed) =>
      new Promise((resolve, reject) => {
        waiting.push({
          run(group) {
            const overlay = createOverlay(group);
            try {
              const result = deed(overlay);
              group.absorb(overlay);
              return () => resolve(result);
            } catch (error) {
              return () => reject(error instanceof Error ? error : new Error(String(error)));
            }
          },
          fail: reject,
        });
        working ??= work();
      }),
    idle: async () => {
      await working;
    },
  };
}

function rowOperation([key, value]: [string, Row | undefined]): RowOperation {
  return value ? { type: 'put', key, value } : { type: 'del', key };
}
