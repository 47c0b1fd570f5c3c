import { diff } from 'node:util';

const contextLines = 2;

/**
 * What changed between two texts, line by line: `-` before what went, `+` before what came, two spaces before the two
 * lines around it, and `…` where equal lines are left out. Equal texts give no lines.
 */
export function lineDiff(before: string, after: string): string[] {
  const entries = diff(linesOf(before), linesOf(after));
  const isNear = (at: number) =>
    entries.slice(Math.max(0, at - contextLines), at + contextLines + 1).some(([operation]) => operation !== 0);
  const lines: string[] = [];
  entries.forEach(([operation, line], at) => {
    if (operation !== 0) lines.push(`${operation === 1 ? '-' : '+'} ${printable(line)}`);
    else if (isNear(at)) lines.push(`  ${printable(line)}`);
    else if (lines.at(-1) !== '…') lines.push('…');
  });
  return lines.every((line) => line === '…') ? [] : lines;
}

const linesOf = (text: string) => (text === '' ? [] : text.split('\n'));

/** Control characters could make a terminal show what is not there. */
function printable(line: string): string {
  return line.replace(/(?!\t)\p{Cc}/gu, '\u{fffd}');
}
