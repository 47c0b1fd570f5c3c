import { account } from '../account';
import { AwsError } from '../aws-error';
import type { Authorize } from '../operation';
import type { MessageAttributes } from '../sqs/message-attributes';
import type { Sqs } from '../sqs/sqs';
import { type Published, notification } from './notification';
import type { Subscription } from './subscriptions';

/** What became of one message for one subscriber. */
export type Delivery =
  { outcome: 'delivered' } | { outcome: 'moved to the dead-letter queue' | 'dropped'; reason: string };

/** SNS sends to SQS as a user of AWS's own, whose id has this form. */
const senderId = 'AIDAEXAMPLEOFAMAZONSNS';

/**
 * Delivers one message to one subscriber. Refusals are client-side errors, which SNS does not retry: the message goes
 * to the subscription's dead-letter queue, where the queue's policy allows that, or nowhere. AWS documentation: Amazon
 * SNS message delivery retries, Amazon SNS dead-letter queues. That a dead letter has the form of the delivery that
 * failed is unverified.
 */
export function deliver(
  { sqs, authorize }: { sqs: Sqs; authorize: Authorize },
  published: Published,
  subscription: Subscription,
): Delivery {
  const delivered = formOf(published, subscription);
  const refusal = refusalOf(() => sendTo(subscription.endpoint));
  if (refusal === undefined) return { outcome: 'delivered' };
  const { deadLetterTargetArn } = subscription;
  if (deadLetterTargetArn === undefined) return { outcome: 'dropped', reason: refusal };
  const secondRefusal = refusalOf(() => sendTo(deadLetterTargetArn));
  if (secondRefusal === undefined) return { outcome: 'moved to the dead-letter queue', reason: refusal };
  return { outcome: 'dropped', reason: `${refusal} Dead-letter queue: ${secondRefusal}` };

  function sendTo(queueArn: string): void {
    const queue = sqs.nameOf(queueArn);
    const decision = authorize(
      { type: 'service', service: 'sns.amazonaws.com' },
      {
        action: 'sqs:SendMessage',
        resource: queueArn,
        context: { 'aws:SourceArn': subscription.topicArn, 'aws:SourceAccount': account },
        resourcePolicy: sqs.policyOf(queue),
      },
    );
    if (decision.decision !== 'allowed') throw new AwsError('AccessDenied', decision.reason, 403);
    sqs.send(queue, { ...delivered, senderId });
  }
}

/**
 * Wrapped, or with raw message delivery as it was published: nothing but the message and its attributes, which SQS
 * refuses where they are more than ten. AWS documentation: Amazon SNS raw message delivery, Amazon SNS message attributes.
 */
function formOf(
  published: Published,
  { arn, rawMessageDelivery }: Subscription,
): { body: string; messageAttributes?: MessageAttributes } {
  if (!rawMessageDelivery) return { body: notification(published, arn) };
  return { body: published.message, messageAttributes: published.attributes };
}

/** Why SQS or IAM refused, undefined if neither did. */
function refusalOf(deed: () => void): string | undefined {
  try {
    deed();
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
    throw error;
  }
}
