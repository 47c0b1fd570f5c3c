import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Bucket, Fact, FactPage } from '@sesame/ledger';
import type { Pace } from '../pace';
import { minutesOf, type Piece } from './piece';

export type ExportParts = {
  /** Every fact of some buckets, in their order. */
  pagesOf: (buckets: Iterable<Bucket>) => AsyncIterable<FactPage>;
  line: (fact: Fact) => Record<string, unknown>;
  spend: Pace;
  /** Told of each piece that is written, with how many facts it has. */
  written: (piece: Piece, facts: number) => void;
};

/** A piece could not be written, and those after it were not begun. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
  constructor(
    readonly piece: Piece,
    cause: unknown,
  ) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause), { cause });
  }
}

/**
 * Writes a file a piece, one after the other, one line a fact. A file is there when it is whole: until then it is
 * `<name>.ndjson.partial`.
 * In memory are the pages that are read ahead, however many facts there are.
 * @throws BrokenOff
 */
export async function exportPieces(parts: ExportParts, pieces: readonly Piece[], folder: string): Promise<void> {
  for (const piece of pieces) {
    const path = join(folder, `${piece.name}.ndjson`);
    const count = { facts: 0 };
    try {
      const file = createWriteStream(`${path}.partial`, { mode: 0o600, flush: true });
      await pipeline(Readable.from(linesOf(parts, piece, count), { objectMode: false }), file);
      await rename(`${path}.partial`, path);
    } catch (error) {
      throw new BrokenOff(piece, error);
    }
    parts.written(piece, count.facts);
  }
}

async function* linesOf({ pagesOf, line, spend }: ExportParts, piece: Piece, count: { facts: number }) {
  for await (const { facts, readUnits } of pagesOf(minutesOf(piece))) {
    if (facts.length > 0) yield facts.map((fact) => `${JSON.stringify(line(fact))}\n`).join('');
    count.facts += facts.length;
    await spend(readUnits);
  }
}
