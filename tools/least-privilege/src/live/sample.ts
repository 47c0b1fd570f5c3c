import type { Dice } from '@sesame/event-generator';

/** So many of the things, each at most once, and of each group (such as a role) one before a second. */
export function sample<Thing>(
  things: readonly Thing[],
  many: number,
  groupOf: (thing: Thing) => unknown,
  chance: Dice,
): Thing[] {
  const seen = new Map<unknown, number>();
  return chance
    .shuffled(things)
    .map((thing) => {
      const group = groupOf(thing);
      const turn = seen.get(group) ?? 0;
      seen.set(group, turn + 1);
      return { thing, turn };
    })
    .sort((a, b) => a.turn - b.turn)
    .slice(0, Math.max(0, many))
    .map(({ thing }) => thing);
}
