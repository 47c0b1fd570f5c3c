import * as z from 'zod';
import { operation } from '../operation';
import { messageAttributesInput } from '../sqs/message-attributes';
import type { Sns } from './sns';

export const publish = operation<Sns>()({
  name: 'Publish',
  documentation: 'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html',
  input: z.strictObject({
    TopicArn: z.string(),
    Message: z.string(),
    Subject: z.string().exactOptional(),
    MessageAttributes: messageAttributesInput.exactOptional(),
  }),
  access: (sns, { TopicArn }) => [
    { action: 'sns:Publish', resource: TopicArn, resourcePolicy: sns.policyOf(TopicArn) },
  ],
  run(sns, { TopicArn, Message, Subject, MessageAttributes }) {
    const { messageId } = sns.publish(TopicArn, {
      message: Message,
      ...(Subject !== undefined && { subject: Subject }),
      ...(MessageAttributes && { attributes: MessageAttributes }),
    });
    return { MessageId: messageId };
  },
});
