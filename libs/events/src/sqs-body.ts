import type { SesMessage } from './envelope';
import { parseEventBridgeEvent } from './event-bridge-event';
import { MalformedEventError } from './malformed-event-error';
import { openObject } from './open-object';
import { parsed } from './parsed';
import { readJson } from './read-json';
import { parseSesRecord } from './ses-record';
import { isSetupMessage } from './setup-message';
import { openSnsEnvelope, type Expected } from './sns-envelope';

const anyObject = openObject({});

/**
 * Reads the body of an SQS message, whichever way it came there, and says which. An envelope of SNS must name the topic,
 * if one is given; the other envelopes name none, and there it is the queue's policy that keeps strangers out. A body
 * that an HTTP endpoint gets from SNS is read as well.
 * @throws MalformedEventError
 */
export function parseSqsBody(body: string, expected: Expected = {}): SesMessage {
  if (isSetupMessage(body)) return { envelope: 'sns-raw', kind: 'setup' };
  const value = parsed(anyObject, 'body', readJson('body', body));
  if ('Type' in value || 'TopicArn' in value) return { envelope: 'sns', ...openSnsEnvelope('body', value, expected) };
  if ('detail-type' in value || 'detail' in value) return parseEventBridgeEvent(value, 'body');
  if ('eventType' in value || 'notificationType' in value) {
    return { envelope: 'sns-raw', ...parseSesRecord('body', value) };
  }
  throw new MalformedEventError('body', 'is in no envelope that is known');
}
