import { readCsvRecord } from './csv-record';

/** A record of a CSV text, or what is none, with the number of the line where it begins; the first line is 1. */
export type CsvLine = { line: number } & ({ fields: string[] } | { problem: string; text: string });

/**
 * Reads CSV (RFC 4180, UTF-8) from pieces of text, however they are cut, and keeps no more of it than one record. A byte
 * order mark and empty lines are passed over.
 */
export async function* readCsv(pieces: AsyncIterable<string>): AsyncGenerator<CsvLine> {
  let text = '';
  let line = 1;
  let isFirst = true;

  function* linesIn(isWhole: boolean): Generator<CsvLine> {
    let start = 0;
    while (start < text.length) {
      const record = readCsvRecord(text, start, isWhole);
      if (record.kind === 'incomplete') break;
      const source = text.slice(start, record.end);
      if (record.kind === 'malformed') yield { line, problem: record.problem, text: source.trimEnd() };
      else if (source.trim() !== '') yield { line, fields: record.fields };
      line += source.split('\n').length - 1;
      start = record.end;
    }
    text = text.slice(start);
  }

  for await (const piece of pieces) {
    text += isFirst ? piece.replace(/^\uFEFF/, '') : piece;
    isFirst = false;
    yield* linesIn(false);
  }
  yield* linesIn(true);
}
