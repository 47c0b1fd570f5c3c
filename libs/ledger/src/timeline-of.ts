import { effectOf, type Effect } from './effect-of';
import type { Fact } from './fact';
import { factId } from './fact-id';

/** A fact in a timeline: with its id, and with what Sesame does about it. */
export type TimelineEntry = Fact & { id: string; effect: Effect };

/** The facts of one message in the order of their times, each once, in whatever order and how often they are given. */
export function timelineOf(facts: readonly Fact[]): TimelineEntry[] {
  const ordered = facts.map((fact) => ({ ...fact, id: factId(fact), effect: effectOf(fact.details) })).sort(byTime);
  const seen = new Set<string>();
  return ordered.filter(({ id }) => !seen.has(id) && seen.add(id));
}

function byTime(one: TimelineEntry, other: TimelineEntry): number {
  return one.time.getTime() - other.time.getTime() || (one.id < other.id ? -1 : 1);
}
