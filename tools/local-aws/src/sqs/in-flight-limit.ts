/** How many messages of a standard queue may be in flight: AWS documentation: Amazon SQS message quotas. */
export const maximumMessagesInFlight = 120_000;

/**
 * Keeps a queue's messages in flight below a limit without counting them at each receive: it counts again only when
 * the most that there can be would pass the limit.
 */
export function createInFlightLimit(limit: number, countInFlight: (queueId: number) => number) {
  const atMost = new Map<number, number>();
  return {
    /** How many of `wanted` messages may be received now. */
    roomFor(queueId: number, wanted: number): number {
      const estimate = atMost.get(queueId);
      const exact = estimate === undefined || estimate + wanted > limit;
      const inFlight = exact ? countInFlight(queueId) : estimate;
      if (exact) atMost.set(queueId, inFlight);
      return Math.min(wanted, Math.max(0, limit - inFlight));
    },
    received(queueId: number, count: number): void {
      atMost.set(queueId, (atMost.get(queueId) ?? 0) + count);
    },
  };
}
