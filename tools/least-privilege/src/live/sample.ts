/** Numbers from 0 to below 1 that a seed (a whole number) determines: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many of the things, each at most once, and of each group (such as a role) one before a second. */
export function sample<Thing>(
  things: Thing[],
  many: number,
  groupOf: (thing: Thing) => unknown,
  random: () => number,
): Thing[] {
  const shuffled = things.map((thing) => ({ thing, at: random() })).sort((a, b) => a.at - b.at);
  const seen = new Map<unknown, number>();
  return shuffled
    .map(({ thing, at }) => {
      const group = groupOf(thing);
      const turn = seen.get(group) ?? 0;
      seen.set(group, turn + 1);
      return { thing, at, turn };
    })
    .sort((a, b) => a.turn - b.turn || a.at - b.at)
    .slice(0, many)
    .map(({ thing }) => thing);
}
