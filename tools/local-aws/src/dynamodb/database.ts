import { join } from 'node:path';
import db, { type Level } from 'dynalite/db/index.js';

/**
 * Opens the LevelDB in the data folder's `dynamodb/`, or one in memory without a data folder. What a batch wrote is
 * with the operating system when it resolves, so `kill -9` of the process loses none of it.
 */
export async function openDatabase(dataFolder: string | undefined): Promise<Level> {
  const database = db.create(dataFolder ? { path: join(dataFolder, 'dynamodb') } : {}).db;
  try {
    await database.open();
  } catch (cause) {
    throw new Error(
      `Sesame's embedded AWS: the tables in ${dataFolder ?? 'memory'} cannot be opened. ` +
        'Does another process use the folder?',
      { cause },
    );
  }
  return database;
}
