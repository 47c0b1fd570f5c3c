export type PaceParts = {
  now: () => Date;
  sleep: (milliseconds: number) => Promise<unknown>;
  /** How far apart two deeds begin at least. */
  apartMs: number;
};

/** Runs one deed after another, each no sooner than the pace allows. */
export type Pace = <Result>(deed: () => Promise<Result>) => Promise<Result>;

/** Keeps the deeds of this process apart. Those of other processes it does not know of. */
export function pace({ now, sleep, apartMs }: PaceParts): Pace {
  let last = 0;
  return async (deed) => {
    const wait = Math.min(apartMs, last + apartMs - now().getTime());
    if (wait > 0) await sleep(wait);
    last = now().getTime();
    return deed();
  };
}
