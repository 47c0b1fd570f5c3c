/** Shorter names differ by one character without meaning each other. */
const shortest = 6;

/** Whether one text is the other with one character added, left out, replaced, or swapped with its neighbour. */
export function isMisspelled(text: string, meant: string): boolean {
  if (meant.length < shortest || text === meant || Math.abs(text.length - meant.length) > 1) return false;
  const start = commonLength(text, meant);
  const end = commonLength(reversed(text.slice(start)), reversed(meant.slice(start)));
  const left = text.slice(start, text.length - end);
  const right = meant.slice(start, meant.length - end);
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && reversed(left) === right);
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}
