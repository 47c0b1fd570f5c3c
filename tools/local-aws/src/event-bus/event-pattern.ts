import * as z from 'zod';

/** What EventBridge hands on: the members that every event has, and `detail`. */
export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}

/** Lists of texts, of which a member must be one, at any depth. */
export type EventPattern = { [member: string]: string[] | EventPattern };

/** Matching by prefix, number, absence and the like is not emulated, and stops a deploy. */
export const eventPattern: z.ZodType<EventPattern> = z.lazy(() =>
  z.record(
    z.string(),
    z.union([z.array(z.string('only texts are emulated in an event pattern')).min(1), eventPattern]),
  ),
);

/** Whether every member that a pattern names is one of the texts it lists. AWS documentation: "Amazon EventBridge event patterns". */
export function matchesPattern(pattern: EventPattern, event: object): boolean {
  return Object.entries(pattern).every(([member, wanted]) => {
    const found: unknown = Reflect.get(event, member);
    if (Array.isArray(wanted)) return [found].flat().some((value) => wanted.some((text) => text === value));
    return typeof found === 'object' && found !== null && matchesPattern(wanted, found);
  });
}
