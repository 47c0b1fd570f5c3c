import * as z from 'zod';
import { flag } from '../property-values';
import { calls } from './calls';
import { resourceType } from './resource-type';

export const snsSubscription = resourceType({
  type: 'AWS::SNS::Subscription',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sns-subscription.html',
  properties: z.strictObject({
    TopicArn: z.string(),
    Protocol: z.literal('sqs', 'only the protocol sqs is emulated'),
    Endpoint: z.string(),
    RawMessageDelivery: flag.exactOptional(),
    RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string() }).exactOptional(),
  }),
  attributes: ['Arn'],
  calls: {
    create: ({ TopicArn, Protocol, Endpoint }) => [
      ...calls('sns', ['Subscribe'], TopicArn, { 'sns:Protocol': Protocol, 'sns:Endpoint': Endpoint }),
      ...calls('sns', ['GetSubscriptionAttributes'], TopicArn),
    ],
    update: ({ TopicArn }) => calls('sns', ['GetSubscriptionAttributes', 'SetSubscriptionAttributes'], TopicArn),
    remove: (subscriptionArn) =>
      calls('sns', ['Unsubscribe'], subscriptionArn.slice(0, subscriptionArn.lastIndexOf(':'))),
  },
  apply(properties, { services: { sns } }) {
    const {
      TopicArn: topicArn,
      Protocol: protocol,
      Endpoint: endpoint,
      RawMessageDelivery,
      RedrivePolicy,
    } = properties;
    if (!sns.exists(topicArn)) throw new Error(`the topic ${topicArn} does not exist`);
    const { arn } = sns.applySubscription({
      topicArn,
      protocol,
      endpoint,
      ...(RawMessageDelivery !== undefined && { rawMessageDelivery: RawMessageDelivery }),
      ...RedrivePolicy,
    });
    return { reference: arn, attributes: { Arn: arn } };
  },
  remove: (subscriptionArn, { services: { sns } }) => sns.removeSubscription(subscriptionArn),
});
