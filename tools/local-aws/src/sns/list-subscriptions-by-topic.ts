import * as z from 'zod';
import { account } from '../account';
import { operation } from '../operation';
import { pageOf } from './page';
import type { Sns } from './sns';

export const listSubscriptionsByTopic = operation<Sns>()({
  name: 'ListSubscriptionsByTopic',
  documentation: 'https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html',
  input: z.strictObject({ TopicArn: z.string(), NextToken: z.string().exactOptional() }),
  access: (sns, { TopicArn }) => [
    { action: 'sns:ListSubscriptionsByTopic', resource: TopicArn, resourcePolicy: sns.policyOf(TopicArn) },
  ],
  run(sns, { TopicArn, NextToken }) {
    const { items, ...next } = pageOf(sns.subscriptionsOf(TopicArn), NextToken);
    return {
      Subscriptions: items.map(({ arn, topicArn, endpoint }) => ({
        SubscriptionArn: arn,
        Owner: account,
        Protocol: 'sqs',
        Endpoint: endpoint,
        TopicArn: topicArn,
      })),
      ...next,
    };
  },
});
