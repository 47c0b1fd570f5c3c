import { account } from '../../account';
import type { Authorize } from '../../operation';
import type { Sns } from '../../sns/sns';
import { configurationSetArn } from '../configuration-sets';

/** What SES needs of SNS. */
export type Topics = Pick<Sns, 'exists' | 'policyOf' | 'publish'>;

/** Why SES could not publish to a topic. */
export type PublishingFailure = { why: 'topic missing' | 'denied'; reason: string };

/**
 * Publishes to a topic as SES, if the topic's policy lets `ses.amazonaws.com` do so for this configuration set of this
 * account; tells why not otherwise (AWS documentation: "Set up an Amazon SNS event destination").
 */
export type PublishAsSes = (
  configurationSetName: string,
  topicArn: string,
  message: { message: string; subject?: string },
) => PublishingFailure | undefined;

export function createPublishAsSes(sns: Topics, authorize: Authorize): PublishAsSes {
  return (configurationSetName, topicArn, message) => {
    if (!sns.exists(topicArn)) return { why: 'topic missing', reason: `SNS topic <${topicArn}> not found.` };
    const decision = authorize(
      { type: 'service', service: 'ses.amazonaws.com' },
      {
        action: 'sns:Publish',
        resource: topicArn,
        context: { 'aws:SourceArn': configurationSetArn(configurationSetName), 'aws:SourceAccount': account },
        resourcePolicy: sns.policyOf(topicArn),
      },
    );
    if (decision.decision !== 'allowed') return { why: 'denied', reason: decision.reason };
    sns.publish(topicArn, message);
    return undefined;
  };
}
