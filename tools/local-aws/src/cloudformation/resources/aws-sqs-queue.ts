import * as z from 'zod';
import { arn } from '../../account';
import { generatedName } from '../derived-ids';
import { flag, name, tags, text, wholeNumber } from '../property-values';
import { durableQueueUrl } from '../queue-urls';
import { calls } from './calls';
import { resourceType } from './resource-type';

export const sqsQueue = resourceType({
  type: 'AWS::SQS::Queue',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html',
  properties: z.strictObject({
    QueueName: name(/^[A-Za-z0-9_-]+$/, 80).exactOptional(),
    VisibilityTimeout: wholeNumber(0, 43_200).exactOptional(),
    MessageRetentionPeriod: wholeNumber(60, 1_209_600).exactOptional(),
    ReceiveMessageWaitTimeSeconds: wholeNumber(0, 20).exactOptional(),
    DelaySeconds: wholeNumber(0, 900).exactOptional(),
    MaximumMessageSize: wholeNumber(1024, 1_048_576).exactOptional(),
    RedrivePolicy: z
      .strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: wholeNumber(1, 1000) })
      .exactOptional(),
    /** Only narrows which queues may name this one as their dead-letter queue; nothing but a template does that here. */
    RedriveAllowPolicy: z
      .strictObject({
        redrivePermission: z.enum(['allowAll', 'denyAll', 'byQueue']),
        sourceQueueArns: z.array(text).max(10).exactOptional(),
      })
      .exactOptional(),
    /** Encryption with SQS's own key asks for no permission of whoever calls. */
    SqsManagedSseEnabled: flag.exactOptional(),
    Tags: tags.exactOptional(),
  }),
  attributes: ['Arn', 'QueueName', 'QueueUrl'],
  claim: ({ QueueName }) => QueueName,
  calls: {
    create: ({ QueueName }, { stackName, logicalId, tagged }) =>
      calls(
        'sqs',
        ['CreateQueue', 'GetQueueAttributes', tagged && 'TagQueue'],
        arn('sqs', QueueName ?? generatedName(stackName, logicalId, 80)),
      ),
    update: ({ QueueName }, { stackName, logicalId }) =>
      calls(
        'sqs',
        ['GetQueueAttributes', 'SetQueueAttributes'],
        arn('sqs', QueueName ?? generatedName(stackName, logicalId, 80)),
      ),
    remove: (queueName) => calls('sqs', ['GetQueueAttributes', 'DeleteQueue'], arn('sqs', queueName)),
  },
  apply(properties, { stackName, logicalId, services: { sqs } }) {
    const { QueueName = generatedName(stackName, logicalId, 80), ...rest } = properties;
    const { RedriveAllowPolicy: _allowed, SqsManagedSseEnabled: _encrypted, Tags: _tags, ...settings } = rest;
    const { arn: Arn } = sqs.applyQueue(QueueName, settings);
    const url = durableQueueUrl(QueueName);
    return { reference: url, attributes: { Arn, QueueName, QueueUrl: url }, owned: [QueueName] };
  },
  remove(queueName, { services: { sqs } }) {
    if (sqs.exists(queueName)) sqs.removeQueue(queueName);
  },
});
