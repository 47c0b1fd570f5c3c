import type { CsvLine } from './csv-reader';

/** One address to add, and until when (ISO 8601, as it was written), if not for good. */
export type Row = { line: number; email: string; expiresAt?: string };

/** What cannot be added, and why. `source` is the line as it stands in the file, where it is no record of CSV. */
export type RejectedRow = { line: number; problem: string; email?: string; expiresAt?: string; source?: string };

export type ReadRow = { row: Row } | { rejected: RejectedRow };

/** What is wrong with the file itself, so that nothing of it can be imported. */
export class UnusableFileError extends Error {}

/** What an export writes beside what an import reads. */
const passedOver = ['id', 'origin', 'source_id', 'created_at', 'synced_to_ses', 'line', 'problem', 'source'];

/** Where the columns are that an import reads, by the header; and which columns it knows nothing of. */
export type Columns = { email: number; expiresAt: number; stream: number; count: number; unknown: string[] };

/** @throws UnusableFileError for a header without the column `email`, or with a column twice */
export function columnsOf(header: CsvLine | undefined): Columns {
  if (header === undefined) throw new UnusableFileError('The file is empty; its first line must name the columns.');
  if (!('fields' in header))
    throw new UnusableFileError(`Line ${header.line}, which must name the columns: ${header.problem}.`);
  const names = header.fields.map((name) => name.trim().toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UnusableFileError(`The column "${twice}" stands twice in the header.`);
  if (!names.includes('email')) {
    throw new UnusableFileError('The first line must name the columns, and "email" among them.');
  }
  return {
    email: names.indexOf('email'),
    expiresAt: names.indexOf('expires_at'),
    stream: names.indexOf('stream'),
    count: names.length,
    unknown: names.filter((name) => !['email', 'expires_at', 'stream', ...passedOver].includes(name)),
  };
}

/** Reads one line below the header. Whether an address is one is the API's to say. */
export function rowOf(line: CsvLine, columns: Columns): ReadRow {
  const { email: emailColumn, expiresAt: expiresAtColumn, stream: streamColumn, count } = columns;
  const { line: number } = line;
  if (!('fields' in line)) return { rejected: { line: number, problem: line.problem, source: line.text } };
  const { fields } = line;
  const email = (fields[emailColumn] ?? '').trim();
  const expiresAt = (fields[expiresAtColumn] ?? '').trim();
  const row = { line: number, email, ...(expiresAt !== '' && { expiresAt }) };
  if (fields.length !== count) {
    return { rejected: { ...row, problem: `${fields.length} fields stand where the header names ${count}` } };
  }
  const stream = (fields[streamColumn] ?? '').trim();
  if (stream !== '') {
    return { rejected: { ...row, problem: `unsubscribed from ${stream} mail alone, and an import is for all mail` } };
  }
  return email === '' ? { rejected: { ...row, problem: 'there is no address' } } : { row };
}
