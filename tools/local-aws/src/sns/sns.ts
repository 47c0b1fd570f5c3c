import { randomUUID } from 'node:crypto';
import type { PolicyDocument } from '@sesame/iam';
import { arn } from '../account';
import type { Clock } from '../clock';
import type { Authorize } from '../operation';
import type { MessageAttributes } from '../sqs/message-attributes';
import type { Sqs } from '../sqs/sqs';
import type { Store } from '../store';
import { deliver } from './deliver';
import { requireQueueSubscription, requireValidMessage, type SubscriptionSettings } from './limits';
import { type Subscription, openSubscriptions } from './subscriptions';
import { openTopics } from './topics';
import { type Undelivered, openUndelivered } from './undelivered';

/** The standard topics of the account and their subscriptions, kept in the store. */
export interface Sns {
  applyTopic(name: string): { arn: string };
  /** Removes the topic and its subscriptions; a topic that is not there is no error. */
  removeTopic(topicArn: string): void;
  setPolicy(topicArn: string, policy: PolicyDocument | undefined): void;
  policyOf(topicArn: string): PolicyDocument | undefined;
  exists(topicArn: string): boolean;
  /** ARNs of the topics, in order. */
  topics(): string[];
  /**
   * Creates or updates the subscription of one endpoint to one topic, whose ARN stays. Only protocol `sqs` is
   * emulated: other protocols and attributes are refused by `AwsError`.
   */
  applySubscription(subscription: SubscriptionSettings): { arn: string };
  removeSubscription(subscriptionArn: string): void;
  /** Throws `NotFound` where there is no such topic. */
  subscriptionsOf(topicArn: string): Subscription[];
  /**
   * Publishes to every subscriber, in the running store transaction. Each delivery is judged: `sns.amazonaws.com` needs
   * the queue policy's leave. What may not be delivered goes to the subscription's dead-letter queue, or is dropped, as SNS does.
   * Whether the publisher may publish has been asked before. Throws `AwsError` where SNS refuses.
   */
  publish(
    topicArn: string,
    message: { message: string; subject?: string; attributes?: MessageAttributes },
  ): { messageId: string };
  /** The last 1,000 messages that a subscriber did not get, newest first. */
  undelivered(): Undelivered[];
}

/** Opens the topics in `store`. */
export function openSns({
  store,
  clock,
  authorize,
  sqs,
}: {
  store: Store;
  clock: Clock;
  authorize: Authorize;
  sqs: Sqs;
}): Sns {
  const topics = openTopics(store.database);
  const subscriptions = openSubscriptions(store.database);
  const undelivered = openUndelivered(store.database);

  return {
    applyTopic(name) {
      const topicArn = arn('sns', name);
      topics.create(topicArn);
      return { arn: topicArn };
    },
    removeTopic: topics.remove,
    setPolicy: (topicArn, policy) => topics.setPolicy(topicArn, policy),
    policyOf: (topicArn) => topics.policyOf(topicArn),
    exists: topics.exists,
    topics: topics.arns,
    applySubscription(settings) {
      requireQueueSubscription(settings);
      const { topicArn, endpoint, deadLetterTargetArn, rawMessageDelivery = false } = settings;
      topics.requireExists(topicArn);
      return { arn: subscriptions.write({ topicArn, endpoint, deadLetterTargetArn, rawMessageDelivery }) };
    },
    removeSubscription: subscriptions.remove,
    subscriptionsOf(topicArn) {
      topics.requireExists(topicArn);
      return subscriptions.of(topicArn);
    },
    publish: (topicArn, { message, subject, attributes = {} }) =>
      store.transaction(() => {
        topics.requireExists(topicArn);
        requireValidMessage(message, subject, attributes);
        const messageId = randomUUID();
        const published = { messageId, topicArn, message, subject, attributes, publishedAt: clock.now() };
        for (const subscription of subscriptions.of(topicArn)) {
          const delivery = deliver({ sqs, authorize }, published, subscription);
          if (delivery.outcome === 'delivered') continue;
          const time = new Date(published.publishedAt).toISOString();
          undelivered.add({ time, messageId, topicArn, subscriptionArn: subscription.arn, ...delivery });
        }
        return { messageId };
      }),
    undelivered: undelivered.all,
  };
}
