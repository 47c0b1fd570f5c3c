import * as z from 'zod/mini';
import { parseFeedbackNotification, type FeedbackNotification } from './feedback-notification';
import { openObject } from './open-object';
import { parsed } from './parsed';
import { parseSesEvent, type SesEvent } from './ses-event';

/** What SES wrote, out of its envelope. */
export type SesRecord =
  /** Of a configuration set. */
  | { kind: 'event'; event: SesEvent }
  /** Of an identity. */
  | { kind: 'notification'; notification: Exclude<FeedbackNotification, { type: 'setup' }> }
  /** SES's word that a topic is set up. It asks for nothing. */
  | { kind: 'setup' };

const anyRecord = openObject({ eventType: z.optional(z.unknown()), notificationType: z.optional(z.unknown()) });

/**
 * Reads an event or a feedback notification, whichever the record says it is. A record that says both is an event.
 * @throws MalformedEventError
 */
export function parseSesRecord(where: string, value: unknown): SesRecord {
  const { eventType, notificationType } = parsed(anyRecord, where, value);
  if (eventType !== undefined || notificationType === undefined) {
    return { kind: 'event', event: parseSesEvent(where, value) };
  }
  const notification = parseFeedbackNotification(where, value);
  return notification.type === 'setup' ? { kind: 'setup' } : { kind: 'notification', notification };
}
