/** One record of CSV (RFC 4180), its line end included. A field is quoted where it has to be. */
export function csvRecord(fields: readonly string[]): string {
  return `${fields.map(quotedIfNeeded).join(',')}\r\n`;
}

function quotedIfNeeded(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
