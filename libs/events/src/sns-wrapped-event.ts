import * as z from 'zod/mini';
import { MalformedEventError } from './malformed-event-error';
import { parsed } from './parsed';
import { readJson } from './read-json';
import { parseSesEvent, type SesEvent } from './ses-event';
import { isSetupMessage } from './setup-message';

const envelope = z.object({ Type: z.literal('Notification'), TopicArn: z.string(), Message: z.string() });

/** What one SQS message holds: an event, or SES's word that the topic is set up, which asks for nothing. */
export type SnsWrappedEvent = { kind: 'setup' } | { kind: 'event'; event: SesEvent };

/**
 * Opens the body of an SQS message that SNS delivered (raw message delivery off) and reads the event of SES inside. The
 * envelope must name the topic the queue is subscribed to. Stricter than `parseSqsBody`: for a queue that is fed by one
 * topic of configuration sets, everything else is a mistake that a person should see.
 * @throws MalformedEventError that says where
 */
export function parseSnsWrappedEvent(body: string, expected: { topicArn: string }): SnsWrappedEvent {
  const { TopicArn, Message } = parsed(envelope, 'body', readJson('body', body));
  if (TopicArn !== expected.topicArn) throw new MalformedEventError('body.TopicArn', 'is another topic than expected');
  if (isSetupMessage(Message)) return { kind: 'setup' };
  return { kind: 'event', event: parseSesEvent('Message', readJson('Message', Message)) };
}
