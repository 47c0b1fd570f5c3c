import * as z from 'zod/mini';
import { bounce, type Bounce } from './bounce';
import { complaint, type Complaint } from './complaint';
import { mail, type Mail } from './mail';
import { MalformedEventError } from './malformed-event-error';

/** An event as SES publishes it for a configuration set. */
export type SesEvent =
  | { type: 'bounce'; mail: Mail; bounce: Bounce }
  | { type: 'complaint'; mail: Mail; complaint: Complaint }
  /** Any other event, by the name SES gives it. */
  | { type: 'other'; eventType: string };

const anyEvent = z.object({ eventType: z.string() });
const bounceEvent = z.object({ mail, bounce });
const complaintEvent = z.object({ mail, complaint });

/**
 * Reads an event by its `eventType`. Feedback notifications of an identity, which have a `notificationType` instead, are
 * none: Sesame listens to configuration sets only, and would hear of everything twice.
 * @throws MalformedEventError
 */
export function parseSesEvent(where: string, value: unknown): SesEvent {
  const { eventType } = parsed(anyEvent);
  switch (eventType) {
    case 'Bounce':
      return { type: 'bounce', ...parsed(bounceEvent) };
    case 'Complaint':
      return { type: 'complaint', ...parsed(complaintEvent) };
    default:
      return { type: 'other', eventType };
  }

  function parsed<Schema extends z.ZodMiniType>(schema: Schema): z.output<Schema> {
    const result = z.safeParse(schema, value);
    if (result.success) return result.data;
    throw MalformedEventError.ofIssues(where, result.error);
  }
}
