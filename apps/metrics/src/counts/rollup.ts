import { streams } from '@sesame/email';
import { shortHash, type Fact } from '@sesame/ledger';
import { addCounts, countsOf, type Counts, type Measure } from './counts';

/** What is counted apart: everything together, by stream, sending domain, template, and by each tag, as `tag:campaign`. */
export type Dimension = 'overall' | 'stream' | 'domain' | 'template' | `tag:${string}`;

/** The counts of some facts, in each dimension by value. */
export type Rollup = ReadonlyMap<Dimension, ReadonlyMap<string, Counts>>;

/** Where what is beyond a cap is counted. No tag, domain or template is called so: parentheses are not among their characters. */
export const other = '(other)';
/** The one value of the dimension `overall`. */
export const all = 'all';

/** Together, and whatever else is in an item, these keep a rollup below the 400 KB that DynamoDB takes. */
const mostTags = 10;
const mostValues = { tag: 40, domain: 100, template: 100 } as const;

/** The rollup of what is given to `add`, once all of it is: in any order the same. */
export function rollupOf() {
  const rollup: Sums = new Map();
  return {
    add: (fact: Fact): void => {
      const counts = countsOf(fact);
      if (Object.keys(counts).length === 0) return;
      for (const [dimension, value] of placesOf(fact)) addTo(rollup, dimension, value, counts);
    },
    rollup: (): Rollup => capped(rollup),
  };
}

/**
 * All of them together: associative and commutative, and nothing changes nothing, also beyond the caps. Of too many values
 * those stay whose hashes are the lowest, which are among the lowest of every part they are in; so it makes no difference
 * in which order, and in how many steps, parts were put together.
 */
export function mergeOf(rollups: Iterable<Rollup>): Rollup {
  const merged: Sums = new Map();
  for (const rollup of rollups) {
    for (const [dimension, values] of rollup) {
      for (const [value, counts] of values) addTo(merged, dimension, value, counts);
    }
  }
  return capped(merged);
}

function placesOf({ configurationSet, fromDomain, template, tags = {} }: Fact): [Dimension, string][] {
  const stream = streams.find((name) => configurationSet?.endsWith(`-${name}`));
  const places: [Dimension, string | undefined][] = [
    ['overall', all],
    ['stream', stream],
    ['domain', fromDomain],
    ['template', template],
    ...Object.entries(tags).map(([name, value]): [Dimension, string] => [`tag:${name}`, value]),
  ];
  return places.filter((place): place is [Dimension, string] => Boolean(place[1]));
}

/** A rollup in the making: its sums are its own, and are added to in place. */
type Sums = Map<Dimension, Map<string, Sum>>;
type Sum = Partial<Record<Measure, number>>;

function addTo(sums: Sums, dimension: Dimension, value: string, counts: Counts): void {
  let values = sums.get(dimension);
  if (!values) sums.set(dimension, (values = new Map<string, Sum>()));
  let sum = values.get(value);
  if (!sum) values.set(value, (sum = {}));
  addCounts(sum, counts);
}

function capped(rollup: ReadonlyMap<Dimension, ReadonlyMap<string, Counts>>): Rollup {
  const tags = [...rollup.keys()].filter((dimension) => dimension.startsWith('tag:'));
  const kept = lowest(tags, mostTags, `tag:${other}`);
  const result: Sums = new Map();
  for (const [dimension, values] of rollup) {
    const isTag = dimension.startsWith('tag:');
    const most = isTag
      ? mostValues.tag
      : dimension === 'domain' || dimension === 'template'
        ? mostValues[dimension]
        : 2;
    const keptValues = lowest([...values.keys()], most, other);
    for (const [value, counts] of values) {
      if (isTag && !kept.has(dimension)) addTo(result, `tag:${other}`, other, counts);
      else addTo(result, dimension, keptValues.has(value) ? value : other, counts);
    }
  }
  return result;
}

/** As many of the names as there may be; `beyond` is none of them and always stays. */
function lowest<Name extends string>(names: readonly Name[], most: number, beyond: Name): ReadonlySet<Name> {
  if (names.length <= most) return new Set(names);
  const hashed = names.filter((name) => name !== beyond).map((name) => ({ name, hash: shortHash('cap', name) }));
  const ordered = hashed.sort((one, another) => (one.hash < another.hash ? -1 : 1)).slice(0, most);
  return new Set([...ordered.map(({ name }) => name), beyond]);
}
