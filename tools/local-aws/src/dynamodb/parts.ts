import type { Level } from 'dynalite/db/index.js';
import type { Clock } from '../clock';
import type { Tables } from './tables';
import type { Writer } from './writer';

/** What the deeds of the tables share. */
export interface Parts {
  database: Level;
  tables: Tables;
  writer: Writer;
  clock: Clock;
}
