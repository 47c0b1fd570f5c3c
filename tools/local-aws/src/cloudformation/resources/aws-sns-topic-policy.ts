import * as z from 'zod';
import { generatedName } from '../derived-ids';
import { resourcePolicy } from '../policy-document';
import { calls } from './calls';
import { resourceType } from './resource-type';

export const snsTopicPolicy = resourceType({
  type: 'AWS::SNS::TopicPolicy',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sns-topicpolicy.html',
  properties: z.strictObject({ Topics: z.array(z.string()).min(1), PolicyDocument: resourcePolicy }),
  attributes: ['Id'],
  calls: {
    create: ({ Topics }) =>
      Topics.flatMap((topicArn) => calls('sns', ['GetTopicAttributes', 'SetTopicAttributes'], topicArn)),
    remove: (topicArn) => calls('sns', ['SetTopicAttributes'], topicArn),
  },
  apply({ Topics, PolicyDocument }, { stackName, logicalId, services: { sns } }) {
    const missing = Topics.find((topicArn) => !sns.exists(topicArn));
    if (missing !== undefined) throw new Error(`the topic ${missing} does not exist`);
    for (const topicArn of Topics) sns.setPolicy(topicArn, PolicyDocument);
    const id = generatedName(stackName, logicalId, 255);
    return { reference: id, attributes: { Id: id }, owned: Topics };
  },
  remove(topicArn, { services: { sns } }) {
    if (sns.exists(topicArn)) sns.setPolicy(topicArn, undefined);
  },
});
