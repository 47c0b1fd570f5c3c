import * as z from 'zod';
import { operation } from '../operation';
import type { Sns } from './sns';

export const publish = operation<Sns>()({
  name: 'Publish',
  documentation: 'https://docs.aws.amazon.com/sns/latest/api/API_Publish.html',
  input: z.strictObject({ TopicArn: z.string(), Message: z.string(), Subject: z.string().exactOptional() }),
  access: (sns, { TopicArn }) => [
    { action: 'sns:Publish', resource: TopicArn, resourcePolicy: sns.policyOf(TopicArn) },
  ],
  run(sns, { TopicArn, Message, Subject }) {
    const { messageId } = sns.publish(TopicArn, {
      message: Message,
      ...(Subject !== undefined && { subject: Subject }),
    });
    return { MessageId: messageId };
  },
});
