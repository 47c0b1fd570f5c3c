import * as z from 'zod/mini';
import { MalformedEventError } from './malformed-event-error';
import { readJson } from './read-json';
import { parseSesEvent, type SesEvent } from './ses-event';

/** SES sends this, and no JSON, when an event destination is made or changed. */
const setupMessage = 'Successfully validated SNS topic for Amazon SES event publishing.';

const envelope = z.object({ Type: z.literal('Notification'), TopicArn: z.string(), Message: z.string() });

/** What one SQS message holds: an event, or SES's word that the topic is set up, which asks for nothing. */
export type SnsWrappedEvent = { kind: 'setup' } | { kind: 'event'; event: SesEvent };

/**
 * Opens the body of an SQS message that SNS delivered (raw message delivery off) and reads the event of SES inside. The
 * envelope must name the topic the queue is subscribed to.
 * @throws MalformedEventError that says where
 */
export function parseSnsWrappedEvent(body: string, expected: { topicArn: string }): SnsWrappedEvent {
  const result = z.safeParse(envelope, readJson('body', body));
  if (!result.success) throw MalformedEventError.ofIssues('body', result.error);
  const { TopicArn, Message } = result.data;
  if (TopicArn !== expected.topicArn) throw new MalformedEventError('body.TopicArn', 'is another topic than expected');
  if (Message.trim() === setupMessage) return { kind: 'setup' };
  return { kind: 'event', event: parseSesEvent('Message', readJson('Message', Message)) };
}
