import { createReadStream, statSync } from 'node:fs';
import { addRows, type AddBatch } from './add-rows';
import { gatherBatches } from './batches';
import { readCsv } from './csv-reader';
import { columnsOf, rowOf, UnusableFileError, type RejectedRow, type Row } from './import-rows';
import type { Progress } from './progress';
import { openRejectedFile } from './rejected-file';

/** How many batches are on their way at the same time. */
const atOnce = 8;
/** How many rejected lines are named on the screen; all of them are in the file. */
const mostNamed = 20;

export type Imported = { added: number; rejected: number; rejectedFile: string };

/**
 * Adds every address of a CSV file, batch by batch, and keeps no more of it than the batches on their way. Run again, it
 * changes nothing that it did before; so an import that was broken off is resumed by running it again.
 * @throws UnusableFileError for a file that cannot be read, or whose header names no addresses
 */
export async function importFile(path: string, add: AddBatch, progress: Progress): Promise<Imported> {
  const { size } = statOf(path);
  const stream = createReadStream(path, { encoding: 'utf8' });
  const lines = readCsv(stream);
  const header = await lines.next();
  const columns = columnsOf(header.done === true ? undefined : header.value);
  if (columns.unknown.length > 0) progress.say(`Columns that say nothing to Sesame: ${columns.unknown.join(', ')}.`);

  const rejectedFile = `${path}.rejected.csv`;
  const rejections = openRejectedFile(rejectedFile);
  const counts = { added: 0, rejected: 0 };
  const reject = async (row: RejectedRow, named: string) => {
    counts.rejected += 1;
    if (counts.rejected <= mostNamed) progress.say(`Line ${row.line}: ${named}.`);
    if (counts.rejected === mostNamed + 1) progress.say(`More lines are rejected; ${rejectedFile} names them all.`);
    await rejections.write(row);
  };

  const onTheWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const send = async (rows: Row[]) => {
    const rejected = await addRows(rows, add);
    counts.added += rows.length - rejected.length;
    // What the API says may repeat the address, which belongs in the file and not on a screen or in a build's log.
    for (const row of rejected) await reject(row, 'Sesame refuses it');
    const words = `${counts.added} added, ${counts.rejected} rejected`;
    progress.show(size === 0 ? 1 : stream.bytesRead / size, words);
  };
  const begin = async (rows: Row[]) => {
    const sending = send(rows)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => onTheWay.delete(sending));
    onTheWay.add(sending);
    if (onTheWay.size >= atOnce) await Promise.race(onTheWay);
  };

  const batches = gatherBatches();
  for await (const line of lines) {
    if (failures.length > 0) break;
    const read = rowOf(line, columns);
    const full = 'row' in read ? batches.add(read.row) : await reject(read.rejected, read.rejected.problem);
    if (full !== undefined) await begin(full);
  }
  for (const rest of batches.rest()) if (failures.length === 0) await begin(rest);
  await Promise.all(onTheWay);
  await rejections.close();
  if (failures.length > 0) throw failures[0];
  return { ...counts, rejectedFile };
}

function statOf(path: string): { size: number } {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() === true) return found;
  throw new UnusableFileError(`There is no file ${path}.`);
}
