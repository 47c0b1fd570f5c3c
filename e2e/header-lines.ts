/** A header of a message as it was sent: its name as written, its value unfolded. */
export interface HeaderLine {
  name: string;
  value: string;
}

/** The headers of a message/rfc822, in their order. Throws where a line is no header: something was injected, or cut. */
export function headerLinesOf(source: string): HeaderLine[] {
  const end = source.indexOf('\r\n\r\n');
  if (end === -1) throw new Error('The message has no empty line after its headers.');
  const unfolded = source.slice(0, end).replace(/\r\n(?=[ \t])/g, '');
  return unfolded.split('\r\n').map((line) => {
    const [, name, value] = /^([!-9;-~]+): ?([^\r\n]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`This line is no header: ${JSON.stringify(line)}`);
    return { name, value };
  });
}
