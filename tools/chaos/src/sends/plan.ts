import { dice } from '@sesame/event-generator';
import { placements, type Placement } from './placements';

/** One e-mail to be sent, under a key of its own to an address of its own. */
export interface Send {
  key: string;
  address: string;
}

/** What happens before the offer that stands at a place in the plan. */
export type Disturbance = { do: 'kill'; placement: Placement } | { do: 'advance-clock' };

export interface Plan {
  sends: readonly Send[];
  /** Which of the sends is offered, in the order of the offers: each one to five times. */
  offers: readonly number[];
  /** By the number of the offer before which they happen. */
  disturbances: ReadonlyMap<number, readonly Disturbance[]>;
}

const mostOffers = 5;
/** The clock moves by a minute so often, so that sweeps and messages that come back are among the sends. */
const minutes = 6;

/**
 * What a seed determines: the order of the offers and where functions are killed; not how concurrent requests
 * interleave. A repeated offer comes at the same moment as the one before it, soon after, or much later.
 */
export function planOf({ seed, sends: count, kills }: { seed: number; sends: number; kills: number }): Plan {
  const chance = dice(seed);
  const below = (limit: number) => chance.whole(limit);
  const sends = Array.from({ length: count }, (_, n) => ({
    key: `chaos/${seed}/${n}`,
    address: `success+${seed}-${n}@simulator.amazonses.com`,
  }));

  const offered = sends.flatMap((_, n) => {
    const again = Array.from({ length: below(mostOffers) }, () => n + ([0, below(5), below(count / 5)][below(3)] ?? 0));
    return [n, ...again].map((place) => ({ n, place }));
  });
  const offers = offered.sort((a, b) => a.place - b.place || a.n - b.n).map(({ n }) => n);

  const disturbances = new Map<number, Disturbance[]>();
  const disturb = (at: number, disturbance: Disturbance) =>
    disturbances.set(at, [...(disturbances.get(at) ?? []), disturbance]);
  // Not at the very end, where too few first offers would be left to be hit.
  const killable = Math.floor(offers.length * 0.8);
  for (let n = 0; n < kills; n++) {
    const placement = placements[n % placements.length];
    if (placement) disturb(below(killable), { do: 'kill', placement });
  }
  for (let minute = 1; minute <= minutes; minute++)
    disturb(Math.floor((minute * offers.length) / (minutes + 1)), { do: 'advance-clock' });
  return { sends, offers, disturbances };
}
