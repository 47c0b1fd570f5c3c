import * as z from 'zod';
import { arn } from '../../account';
import { generatedName } from '../derived-ids';
import { resourcePolicy } from '../policy-document';
import { calls } from './calls';
import { resourceType } from './resource-type';

export const sqsQueuePolicy = resourceType({
  type: 'AWS::SQS::QueuePolicy',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queuepolicy.html',
  properties: z.strictObject({ Queues: z.array(z.string()).min(1), PolicyDocument: resourcePolicy }),
  attributes: ['Id'],
  calls: {
    create: ({ Queues }, { services: { sqs } }) =>
      Queues.flatMap((url) => calls('sqs', ['SetQueueAttributes'], arn('sqs', sqs.nameOf(url)))),
    remove: (queueName) => calls('sqs', ['SetQueueAttributes'], arn('sqs', queueName)),
  },
  apply({ Queues, PolicyDocument }, { stackName, logicalId, services: { sqs } }) {
    const names = Queues.map((url) => sqs.nameOf(url));
    const missing = names.find((queueName) => !sqs.exists(queueName));
    if (missing !== undefined) throw new Error(`the queue ${missing} does not exist`);
    for (const queueName of names) sqs.setPolicy(queueName, PolicyDocument);
    const id = generatedName(stackName, logicalId, 255);
    return { reference: id, attributes: { Id: id }, owned: names };
  },
  remove(queueName, { services: { sqs } }) {
    if (sqs.exists(queueName)) sqs.setPolicy(queueName, undefined);
  },
});
