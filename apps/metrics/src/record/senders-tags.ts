import { tagProblem } from '@sesame/email';
import type { Tags } from '@sesame/events';
import { nameIn } from './plain-texts';

/** What names and values have room for, so that an item stays at 1 KB whatever else is in it. */
const mostBytes = 128;
/** What DynamoDB adds to a name and a value in a list (AWS documentation: "DynamoDB item sizes and formats"). */
const bytesBeside = 2;

/**
 * The sender's own tags of a message, without those of SES and Sesame: in the order of their names as many as fit, which
 * are the same for every event of the message; undefined where there are none. A value of more than 64 characters is cut.
 */
export function sendersTags(tags: Tags): Record<string, string> | undefined {
  const kept: [string, string][] = [];
  let left = mostBytes;
  for (const [name, [given]] of [...tags].sort(byName)) {
    const value = nameIn(given);
    if (value === undefined || tagProblem(name, value) !== undefined) continue;
    left -= name.length + value.length + bytesBeside;
    if (left < 0) break;
    kept.push([name, value]);
  }
  // Entries, since a tag may be called `__proto__`.
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
