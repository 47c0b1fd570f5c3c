/** What stands at a place of a CSV text: a record, something that is none, or too little to tell. */
export type CsvRecord =
  | { kind: 'record'; fields: string[]; end: number }
  | { kind: 'malformed'; problem: string; end: number }
  | { kind: 'incomplete' };

/** No record is longer; it bounds what a quote that is never closed can swallow. In characters. */
const longestRecord = 64 * 1024;

/**
 * Reads the record that begins at `start`, by RFC 4180: fields between commas, quoted or not, a quote inside a quoted one
 * doubled, a line end after the last (CRLF, or LF alone). `isWhole` says that no more text follows. `end` is where the
 * next record begins; what is malformed ends with its first line, so that one bad line spoils no other.
 */
export function readCsvRecord(text: string, start: number, isWhole: boolean): CsvRecord {
  const malformed = (problem: string): CsvRecord => {
    const lineEnd = text.indexOf('\n', start);
    if (lineEnd === -1 && !isWhole && text.length - start <= longestRecord) return { kind: 'incomplete' };
    return { kind: 'malformed', problem, end: lineEnd === -1 ? text.length : lineEnd + 1 };
  };
  const incomplete = (problem: string): CsvRecord =>
    isWhole || text.length - start > longestRecord ? malformed(problem) : { kind: 'incomplete' };

  const fields: string[] = [];
  let at = start;
  for (;;) {
    if (text[at] === '"') {
      const quoted = readQuoted(text, at);
      if (quoted === undefined) return incomplete('a quote is opened and not closed');
      fields.push(quoted.field);
      at = quoted.end;
      if (text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) at += 1;
    } else {
      unquoted.lastIndex = at;
      const [field = ''] = unquoted.exec(text) ?? [];
      if (field.includes('"')) return malformed('a quote stands inside a field that is not quoted');
      at += field.length;
      fields.push(text[at] === ',' ? field : field.replace(/\r$/, ''));
    }
    if (at === text.length) {
      return isWhole ? { kind: 'record', fields, end: at } : incomplete('the record is too long');
    }
    if (text[at] === '\n') return { kind: 'record', fields, end: at + 1 };
    if (text[at] !== ',') return malformed('text follows a closing quote');
    at += 1;
  }
}

const unquoted = /[^,\n]*/y;

function readQuoted(text: string, opening: number): { field: string; end: number } | undefined {
  for (let from = opening + 1; ;) {
    const closing = text.indexOf('"', from);
    if (closing === -1) return undefined;
    if (text[closing + 1] !== '"') {
      return { field: text.slice(opening + 1, closing).replaceAll('""', '"'), end: closing + 1 };
    }
    from = closing + 2;
  }
}
