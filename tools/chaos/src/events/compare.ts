import type { SesEventRecord } from '@sesame/event-generator';
import { countedBy, type Dimension, type Interval, suppressedBy, type Suppressed, type Table } from './oracle';
import type { Told } from './told';

/** What is compared: everything by minute, hour and day, and each dimension by day. */
const views: readonly (readonly [Interval, Dimension])[] = [
  ['minute', 'overall'],
  ['hour', 'overall'],
  ['day', 'overall'],
  ['hour', 'stream'],
  ['day', 'stream'],
  ['day', 'domain'],
  ['day', 'template'],
  ['day', 'tag:campaign'],
  ['day', 'tag:tenant'],
];

export interface Differences {
  /** The sum of all that is counted too much or too little, in all views. */
  counterDifference: number;
  /** Addresses that are on one of both lists only, or for another reason. */
  suppressionDifference: number;
  /** How many numbers and addresses were compared. */
  counters: number;
  suppressed: number;
}

/** Holds what the API tells against what must come of the records. */
export async function differencesOf(
  records: readonly SesEventRecord[],
  told: Told,
  { from, to }: { from: Date; to: Date },
): Promise<Differences> {
  let counterDifference = 0;
  let counters = 0;
  for (const [interval, dimension] of views) {
    const expected = countedBy(records, interval, dimension);
    counters += [...expected.values()].reduce((sum, counts) => sum + Object.keys(counts).length, 0);
    counterDifference += differenceOf(expected, await told.counted(interval, dimension, from, to));
  }
  const expected = suppressedBy(records);
  const suppressionDifference = listDifference(expected, await told.suppressed());
  return { counterDifference, suppressionDifference, counters, suppressed: expected.size };
}

export function differenceOf(expected: Table, found: Table): number {
  let difference = 0;
  for (const cell of new Set([...expected.keys(), ...found.keys()])) {
    const [one = {}, other = {}] = [expected.get(cell), found.get(cell)];
    for (const measure of new Set([...Object.keys(one), ...Object.keys(other)])) {
      difference += Math.abs((one[measure] ?? 0) - (other[measure] ?? 0));
    }
  }
  return difference;
}

export function listDifference(
  expected: ReadonlyMap<string, Suppressed>,
  found: ReadonlyMap<string, Suppressed>,
): number {
  const addresses = new Set([...expected.keys(), ...found.keys()]);
  return [...addresses].filter((address) => textOf(expected.get(address)) !== textOf(found.get(address))).length;
}

function textOf(entry: Suppressed | undefined): string | undefined {
  return entry && [entry.origin, entry.happenedAt, entry.feedbackId].join(' ');
}
