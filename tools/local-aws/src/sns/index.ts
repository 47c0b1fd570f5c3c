import type { EmulatedService } from '../emulated-service';
import { getTopicAttributes } from './get-topic-attributes';
import { listSubscriptionsByTopic } from './list-subscriptions-by-topic';
import { listTopics } from './list-topics';
import { publish } from './publish';
import type { Sns } from './sns';

/** SNS as the server sees it. Topics and subscriptions are made and removed by CloudFormation, not over HTTP. */
export function snsService(sns: Sns): EmulatedService<Sns> {
  return {
    signingName: 'sns',
    protocol: 'query-xml',
    routedBy: '2010-03-31',
    xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
    state: sns,
    operations: [getTopicAttributes, listSubscriptionsByTopic, listTopics, publish],
  };
}
