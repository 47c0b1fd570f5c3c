import { once } from 'node:events';
import { createWriteStream, renameSync } from 'node:fs';
import { callApi, membersOf, type Api } from './api';
import { csvRecord } from './csv-writer';
import type { Progress } from './progress';

const columns = ['email', 'origin', 'created_at', 'expires_at', 'source_id', 'stream'];
const pageSize = 100;

/**
 * Writes the whole suppression list, or what has one origin, page by page in the order of ids. The file is there when it
 * is complete: until then it is `<file>.partial`. What changes meanwhile may or may not be in it.
 */
export async function exportFile(
  path: string,
  api: Api,
  { origin }: { origin?: string },
  progress: Progress,
): Promise<{ exported: number }> {
  const partial = `${path}.partial`;
  const stream = createWriteStream(partial, { mode: 0o600 });
  await once(stream, 'open');
  stream.write(csvRecord(columns));
  let exported = 0;
  let after: string | undefined;
  do {
    const query = new URLSearchParams({ limit: String(pageSize), ...(after && { after }), ...(origin && { origin }) });
    const { data, has_more: hasMore } = membersOf(await callApi(api, 'GET', `/suppressions?${query.toString()}`));
    const entries = (Array.isArray(data) ? data : []).map(membersOf);
    const records = entries.map((entry) => csvRecord(columns.map((column) => textOf(entry[column]))));
    if (!stream.write(records.join(''))) await once(stream, 'drain');
    exported += entries.length;
    const last = entries.at(-1)?.['id'];
    after = hasMore === true && typeof last === 'string' ? last : undefined;
    progress.show(after === undefined ? 1 : placeOf(after), `${exported} exported`);
  } while (after !== undefined);
  stream.end();
  await once(stream, 'close');
  renameSync(partial, path);
  return { exported };
}

/** Ids are hashes, spread evenly; so the first bits of one say how much of the list lies before it. */
function placeOf(id: string): number {
  return Number.parseInt(id.slice(0, 8), 16) / 2 ** 32;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
