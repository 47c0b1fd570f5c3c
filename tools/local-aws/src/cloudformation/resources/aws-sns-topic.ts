import * as z from 'zod';
import { arn } from '../../account';
import { generatedName } from '../derived-ids';
import { name, tags, text } from '../property-values';
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
  apply({ TopicName: given }, { stackName, logicalId, services: { sns } }) {
    const TopicName = given ?? generatedName(stackName, logicalId, 256);
    const { arn: topicArn } = sns.applyTopic(TopicName);
    return { reference: topicArn, attributes: { TopicArn: topicArn, TopicName } };
  },
  remove: (topicArn, { services: { sns } }) => sns.removeTopic(topicArn),
});
