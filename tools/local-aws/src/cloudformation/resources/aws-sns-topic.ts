import * as z from 'zod';
import { arn } from '../../account';
import { generatedName } from '../derived-ids';
import { name, tags, text } from '../property-values';
import { calls } from './calls';
import { resourceType } from './resource-type';

export const snsTopic = resourceType({
  type: 'AWS::SNS::Topic',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sns-topic.html',
  properties: z.strictObject({
    TopicName: name(/^[A-Za-z0-9_-]+$/, 256).exactOptional(),
    /** Shown to readers of SMS and e-mail, which are not emulated. */
    DisplayName: text.exactOptional(),
    Tags: tags.exactOptional(),
  }),
  attributes: ['TopicArn', 'TopicName'],
  claim: ({ TopicName }) => TopicName && arn('sns', TopicName),
  calls: {
    create: ({ TopicName }, { stackName, logicalId, tagged }) =>
      calls(
        'sns',
        ['CreateTopic', 'GetTopicAttributes', tagged && 'TagResource'],
        arn('sns', TopicName ?? generatedName(stackName, logicalId, 256)),
      ),
    update: ({ TopicName }, { stackName, logicalId }) =>
      calls(
        'sns',
        ['GetTopicAttributes', 'SetTopicAttributes'],
        arn('sns', TopicName ?? generatedName(stackName, logicalId, 256)),
      ),
    remove: (topicArn) => calls('sns', ['GetTopicAttributes', 'DeleteTopic'], topicArn),
  },
  apply({ TopicName: given }, { stackName, logicalId, services: { sns } }) {
    const TopicName = given ?? generatedName(stackName, logicalId, 256);
    const { arn: topicArn } = sns.applyTopic(TopicName);
    return { reference: topicArn, attributes: { TopicArn: topicArn, TopicName } };
  },
  remove: (topicArn, { services: { sns } }) => sns.removeTopic(topicArn),
});
