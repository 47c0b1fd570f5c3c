import { join } from 'node:path';
import db, { type Level } from 'dynalite/db/index.js';

/** The tables cannot be opened: most often because another process has the data folder open, which one at a time may. */
export class DataFolderError extends Error {
  constructor(dataFolder: string, options: ErrorOptions) {
    super(`The tables in ${dataFolder} cannot be opened. Does another process use the folder?`, options);
    this.name = 'DataFolderError';
  }
}

/**
 * Opens the LevelDB in the data folder's `dynamodb/`, or one in memory without a data folder. What a batch wrote is
 * with the operating system when it resolves, so `kill -9` of the process loses none of it.
 */
export async function openDatabase(dataFolder: string | undefined): Promise<Level> {
  const database = db.create(dataFolder ? { path: join(dataFolder, 'dynamodb') } : {}).db;
  try {
    await database.open();
  } catch (cause) {
    throw new DataFolderError(dataFolder ?? 'memory', { cause });
  }
  return database;
}
