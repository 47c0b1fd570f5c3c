import * as z from 'zod';
import { operation } from '../operation';
import { queueAccess } from './queue-access';
import type { Sqs } from './sqs';
import { invalidAttributeName } from './sqs-errors';

export const getQueueAttributes = operation<Sqs>()({
  name: 'GetQueueAttributes',
  documentation: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html',
  input: z.strictObject({ QueueUrl: z.string(), AttributeNames: z.array(z.string()).exactOptional() }),
  access: (sqs, input) => queueAccess(sqs, 'sqs:GetQueueAttributes', input),
  run(sqs, { QueueUrl, AttributeNames = [] }) {
    const attributes = attributesOf(sqs, sqs.nameOf(QueueUrl));
    const unknown = AttributeNames.find((name) => name !== 'All' && !(name in attributes));
    if (unknown !== undefined) throw invalidAttributeName(unknown);
    const wanted = Object.entries(attributes).filter(
      ([name, value]) => value !== undefined && (AttributeNames.includes('All') || AttributeNames.includes(name)),
    );
    return wanted.length > 0 ? { Attributes: Object.fromEntries(wanted) } : {};
  },
});

/** All attributes of a queue as text; undefined is what the queue could have and has not. */
function attributesOf(sqs: Sqs, name: string): Record<string, string | undefined> {
  const { RedrivePolicy, ...numbers } = sqs.settingsOf(name);
  const { visible, inFlight, delayed } = sqs.countsOf(name);
  const { createdAt, modifiedAt } = sqs.timesOf(name);
  const policy = sqs.policyOf(name);
  return {
    QueueArn: sqs.arnOf(name),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: String(Math.floor(createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(modifiedAt / 1000)),
    ...Object.fromEntries(Object.entries(numbers).map(([setting, value]) => [setting, String(value)])),
    RedrivePolicy: RedrivePolicy && JSON.stringify(RedrivePolicy),
    Policy: policy && JSON.stringify(policy),
  };
}
