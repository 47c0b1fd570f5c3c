/** Rows as CSV (RFC 4180), with the names of the first row's fields on top; nothing for `null`. */
export function csvOf(rows: readonly Record<string, string | number | null>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))];
  return lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

/** Quoted where it must be; a spreadsheet takes what begins with one of four characters for a formula. */
function cellOf(value: string | number): string {
  const text = typeof value === 'string' && /^[=+@-]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
