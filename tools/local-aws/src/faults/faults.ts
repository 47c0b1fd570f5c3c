import { seededRandom } from './seeded-random';

export const faultKinds = [
  'throttle',
  'error',
  'reset-before',
  'reset-after',
  'delay',
  'delay-after',
  'kill-before',
  'kill-after',
  'unprocessed',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What is to go wrong, and with which calls. */
export interface FaultSettings {
  /** As it signs: `ses`, `dynamodb`, … */
  service: string;
  /** As the service calls it: `SendEmail`; every operation if absent. */
  operation?: string;
  /** Name of the role whose calls are meant; everybody's if absent. */
  role?: string;
  kind: FaultKind;
  /** The share of matching calls that it hits, above 0 and up to 1. Every one if absent. */
  rate?: number;
  /** After this many hits it is over. */
  count?: number;
  /** Determines which calls a rate hits, by their order. */
  seed: number;
  /** For the two delays. */
  delayMs?: number;
}

/** A fault, the matching calls it has seen, and how many of them it hit. */
export interface Fault extends FaultSettings {
  id: number;
  seen: number;
  hit: number;
}

/** What one call meets. */
export interface Hit {
  kind: FaultKind;
  delayMs: number;
  /** For what is left to chance within the call. */
  random: () => number;
}

/** The faults of the embedded AWS: none at the start, and none after a restart. */
export interface Faults {
  add(settings: FaultSettings): Fault;
  /** In the order in which they were added, those that are over included. */
  list(): Fault[];
  /** Takes away one fault, or all; tells how many there were. */
  clear(id?: number): number;
  /** Counts a call, and tells what it meets: the first fault that hits it. */
  next(call: { service: string; operation: string; role?: string }): Hit | undefined;
}

export function createFaults(): Faults {
  let faults: { fault: Fault; random: () => number }[] = [];
  let latestId = 0;
  return {
    add(settings) {
      const fault: Fault = { id: ++latestId, ...settings, seen: 0, hit: 0 };
      faults.push({ fault, random: seededRandom(settings.seed) });
      return fault;
    },
    list: () => faults.map(({ fault }) => fault),
    clear(id) {
      const before = faults.length;
      faults = id === undefined ? [] : faults.filter(({ fault }) => fault.id !== id);
      return before - faults.length;
    },
    next(call) {
      for (const { fault, random } of faults) {
        if (!isMeant(fault, call) || fault.hit >= (fault.count ?? Infinity)) continue;
        fault.seen++;
        if (fault.rate !== undefined && random() >= fault.rate) continue;
        fault.hit++;
        return { kind: fault.kind, delayMs: fault.delayMs ?? 0, random };
      }
      return undefined;
    },
  };
}

function isMeant(fault: Fault, { service, operation, role }: { service: string; operation: string; role?: string }) {
  return (
    fault.service === service &&
    (fault.operation ?? operation) === operation &&
    (fault.role === undefined || fault.role === role)
  );
}
