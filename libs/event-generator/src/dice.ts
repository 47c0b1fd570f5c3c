/** Chance that a seed determines: the same seed throws the same. */
export interface Dice {
  /** From 0 to below 1. */
  fraction(): number;
  /** A whole number from 0 to below `below`. */
  whole(below: number): number;
  chance(probability: number): boolean;
  /** One of them, each as likely as its weight. */
  oneOf<Thing>(weighted: readonly (readonly [weight: number, thing: Thing])[]): Thing;
  /** So many hexadecimal digits. */
  hex(digits: number): string;
  /** The same things in another order. */
  shuffled<Thing>(things: readonly Thing[]): Thing[];
}

/** @param seed a whole number; the generator is mulberry32 */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number) => Math.floor(fraction() * below);
  return {
    fraction,
    whole,
    chance: (probability) => fraction() < probability,
    oneOf(weighted) {
      let left = fraction() * weighted.reduce((sum, [weight]) => sum + weight, 0);
      const found = weighted.find(([weight]) => (left -= weight) < 0) ?? weighted.at(-1);
      if (!found) throw new Error('There is nothing to choose from.');
      return found[1];
    },
    hex: (digits) => Array.from({ length: digits }, () => whole(16).toString(16)).join(''),
    shuffled(things) {
      const order = things.map((thing) => ({ thing, place: fraction() }));
      return order.sort((one, other) => one.place - other.place).map(({ thing }) => thing);
    },
  };
}
