import { attributeBytes, attributeFault, type MessageAttributes } from '../sqs/message-attributes';
import { queueArn } from '../sqs/queue-address';
import { invalidParameter } from './sns-errors';

export interface SubscriptionSettings {
  topicArn: string;
  protocol: string;
  endpoint: string;
  /** ARN of the queue for what could not be delivered. */
  deadLetterTargetArn?: string;
  /** Delivers the message without SNS's envelope; off unless it is set. */
  rawMessageDelivery?: boolean;
}

/** Of the message and its attributes together. AWS documentation: API_Publish, Message. */
const maximumMessageBytes = 262_144;

const emulated = new Set<string>([
  'topicArn',
  'protocol',
  'endpoint',
  'deadLetterTargetArn',
  'rawMessageDelivery',
] satisfies (keyof SubscriptionSettings)[]);

/** Throws for a subscription that would need more than delivery to a queue of this account. */
export function requireQueueSubscription(settings: SubscriptionSettings): void {
  const { protocol, endpoint, deadLetterTargetArn } = settings;
  const other = Object.keys(settings).find((name) => !emulated.has(name));
  if (other !== undefined)
    throw invalidParameter(`Sesame's embedded AWS: the subscription attribute ${other} is not emulated.`);
  if (protocol !== 'sqs')
    throw invalidParameter(`Sesame's embedded AWS: of the protocols only sqs is emulated, and not ${protocol}.`);
  if (!isQueueArn(endpoint)) throw invalidParameter('SQS endpoint ARN');
  if (deadLetterTargetArn !== undefined && !isQueueArn(deadLetterTargetArn))
    throw invalidParameter('RedrivePolicy: deadLetterTargetArn is an invalid arn');
}

/** Throws for a message that SNS does not take. */
export function requireValidMessage(message: string, subject: string | undefined, attributes: MessageAttributes): void {
  if (message === '') throw invalidParameter('Empty message');
  const fault = attributeFault(attributes);
  if (fault !== undefined) throw invalidParameter(fault);
  if (Buffer.byteLength(message) + attributeBytes(attributes) > maximumMessageBytes)
    throw invalidParameter('Message too long');
  // "ASCII text … no line breaks or control characters, less than 100 characters": AWS documentation: API_Publish.
  if (subject !== undefined && !/^[\x21-\x7E][\x20-\x7E]{0,98}$/.test(subject)) throw invalidParameter('Subject');
}

function isQueueArn(queue: string): boolean {
  return queue === queueArn(queue.slice(queue.lastIndexOf(':') + 1));
}
