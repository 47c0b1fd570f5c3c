import * as z from 'zod';
import { account } from '../account';
import { operation } from '../operation';
import type { Sns } from './sns';

export const getTopicAttributes = operation<Sns>()({
  name: 'GetTopicAttributes',
  documentation: 'https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html',
  input: z.strictObject({ TopicArn: z.string() }),
  access: (sns, { TopicArn }) => [
    { action: 'sns:GetTopicAttributes', resource: TopicArn, resourcePolicy: sns.policyOf(TopicArn) },
  ],
  run(sns, { TopicArn }) {
    const confirmed = sns.subscriptionsOf(TopicArn).length;
    const policy = sns.policyOf(TopicArn);
    // A Map, because that is what becomes XML's entries of key and value.
    const attributes = new Map([
      ['TopicArn', TopicArn],
      ['Owner', account],
      ['SubscriptionsConfirmed', String(confirmed)],
      ['SubscriptionsPending', '0'],
      ['SubscriptionsDeleted', '0'],
    ]);
    if (policy) attributes.set('Policy', JSON.stringify(policy));
    return { Attributes: attributes };
  },
});
