import { feedbackIdOfMark, timeOfMark, type FactMark } from './fact-mark';

const hour = 3_600_000;

/** When soft bounces suppress an address: so many, within so long, and spread over at least so long (in milliseconds). */
export const softBounceLimit = { bounces: 5, withinMs: 14 * 24 * hour, spanningMs: 72 * hour };

/** What the soft bounces of an address mean for it; `bounces` is how many of them count. */
export type SoftBounceDecision =
  | { decision: 'suppress'; completedBy: FactMark; bounces: number }
  | { decision: 'count'; reason: 'too-few' | 'too-close-together'; bounces: number };

/**
 * Decides whether the soft bounces of one address suppress it: whether any 14 days hold at least 5 that span at least 72
 * hours. Only those after the last removal count, and each once, however often it was told.
 *
 * What suppresses is the newest bounce at the end of such days (`completedBy`). More bounces, old or new, only ever move it
 * forward, as the merge of the list moves; so it is the same in whatever order they arrive.
 */
export function softBounceWindow(softBounces: readonly FactMark[], removed?: string): SoftBounceDecision {
  const counting = softBounces.filter((mark) => removed === undefined || timeOfMark(mark) > removed).sort();
  const window = slidingWindow();
  let enough = false;
  let completedBy: FactMark | undefined;
  for (const mark of counting) {
    const { bounces, spanMs } = window.endingWith(mark);
    enough ||= bounces >= softBounceLimit.bounces;
    if (bounces >= softBounceLimit.bounces && spanMs >= softBounceLimit.spanningMs) completedBy = mark;
  }
  const bounces = new Set(counting.map(feedbackIdOfMark)).size;
  if (completedBy !== undefined) return { decision: 'suppress', completedBy, bounces };
  return { decision: 'count', reason: enough ? 'too-close-together' : 'too-few', bounces };
}

/** Moves over marks in their order: how many different bounces the 14 days up to each hold, and how long those span. */
function slidingWindow() {
  const inside: { time: number; feedbackId: string }[] = [];
  const tellings = new Map<string, number>();
  let first = 0;

  return {
    endingWith(mark: FactMark): { bounces: number; spanMs: number } {
      const time = Date.parse(timeOfMark(mark));
      const feedbackId = feedbackIdOfMark(mark);
      inside.push({ time, feedbackId });
      tellings.set(feedbackId, (tellings.get(feedbackId) ?? 0) + 1);
      for (
        let oldest = inside[first];
        oldest && oldest.time < time - softBounceLimit.withinMs;
        oldest = inside[++first]
      ) {
        const left = (tellings.get(oldest.feedbackId) ?? 0) - 1;
        if (left > 0) tellings.set(oldest.feedbackId, left);
        else tellings.delete(oldest.feedbackId);
      }
      return { bounces: tellings.size, spanMs: time - (inside[first]?.time ?? time) };
    },
  };
}
