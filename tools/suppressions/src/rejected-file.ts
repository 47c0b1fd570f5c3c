import { once } from 'node:events';
import { createWriteStream, rmSync, type WriteStream } from 'node:fs';
import { csvRecord } from './csv-writer';
import type { RejectedRow } from './import-rows';

const columns = ['line', 'problem', 'email', 'expires_at', 'source'];

/**
 * `<file>.rejected.csv`: what could not be added and why. It is an import file itself, so that what is mended there can be
 * imported from there. One of an earlier run goes; without a rejection there is none.
 */
export function openRejectedFile(path: string) {
  rmSync(path, { force: true });
  let stream: WriteStream | undefined;
  return {
    async write({ line, problem, email = '', expiresAt = '', source = '' }: RejectedRow): Promise<void> {
      if (stream === undefined) {
        // Only its owner may read what holds addresses.
        stream = createWriteStream(path, { mode: 0o600 });
        stream.write(csvRecord(columns));
      }
      if (!stream.write(csvRecord([String(line), problem, email, expiresAt, source]))) await once(stream, 'drain');
    },
    async close(): Promise<void> {
      if (stream === undefined) return;
      stream.end();
      await once(stream, 'close');
    },
  };
}
