/** Waits after each read for as long as its units are worth. */
export type Pace = (units: number) => Promise<void>;

/** Spends at most so many units a second, evenly. */
export function pace(unitsPerSecond: number, sleep: (milliseconds: number) => Promise<unknown>): Pace {
  return async (units) => {
    if (units > 0) await sleep((units / unitsPerSecond) * 1000);
  };
}
