import * as z from 'zod';
import { arn } from '../../account';
import { derivedUuid } from '../derived-ids';
import { flag, tags, wholeNumber } from '../property-values';
import { existingFunction, functionArnOf } from './function-name';
import { calls } from './calls';
import { resourceType } from './resource-type';

export const lambdaEventSourceMapping = resourceType({
  type: 'AWS::Lambda::EventSourceMapping',
  documentation:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-eventsourcemapping.html',
  properties: z
    .strictObject({
      FunctionName: z.string(),
      EventSourceArn: z.string(),
      BatchSize: wholeNumber(1, 10_000).exactOptional(),
      MaximumBatchingWindowInSeconds: wholeNumber(0, 300).exactOptional(),
      Enabled: flag.exactOptional(),
      FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).max(1).exactOptional(),
      ScalingConfig: z.strictObject({ MaximumConcurrency: wholeNumber(2, 1000).exactOptional() }).exactOptional(),
      Tags: tags.exactOptional(),
    })
    .refine(
      ({ BatchSize = 10, MaximumBatchingWindowInSeconds = 0 }) =>
        BatchSize <= 10 || MaximumBatchingWindowInSeconds >= 1,
      'a BatchSize above 10 needs a MaximumBatchingWindowInSeconds of at least 1',
    ),
  attributes: ['Id', 'EventSourceMappingArn'],
  calls: {
    create: ({ FunctionName }, { stackName, logicalId, tagged }) => {
      const ofFunction = { 'lambda:FunctionArn': functionArnOf(FunctionName) };
      const mapping = mappingArn(mappingId(stackName, logicalId));
      return [
        ...calls('lambda', ['CreateEventSourceMapping'], '*', ofFunction),
        ...calls('lambda', ['GetEventSourceMapping'], mapping, ofFunction),
        ...calls('lambda', [tagged && 'TagResource'], mapping),
      ];
    },
    update: ({ FunctionName }, { stackName, logicalId }) =>
      calls(
        'lambda',
        ['UpdateEventSourceMapping', 'GetEventSourceMapping'],
        mappingArn(mappingId(stackName, logicalId)),
        { 'lambda:FunctionArn': functionArnOf(FunctionName) },
      ),
    remove(id, { services: { lambda } }) {
      const functionName = lambda.eventSourceMappings().find((mapping) => mapping.id === id)?.functionName;
      const ofFunction = functionName === undefined ? {} : { 'lambda:FunctionArn': functionArnOf(functionName) };
      return calls('lambda', ['DeleteEventSourceMapping', 'GetEventSourceMapping'], mappingArn(id), ofFunction);
    },
  },
  apply(properties, { stackName, logicalId, services: { lambda } }) {
    const { EventSourceArn: eventSourceArn, ScalingConfig } = properties;
    const functionName = existingFunction(properties.FunctionName, lambda);
    const id = mappingId(stackName, logicalId);
    lambda.applyEventSourceMapping(id, {
      functionName,
      eventSourceArn,
      batchSize: properties.BatchSize ?? 10,
      maximumBatchingWindowSeconds: properties.MaximumBatchingWindowInSeconds ?? 0,
      ...(ScalingConfig?.MaximumConcurrency !== undefined && { maximumConcurrency: ScalingConfig.MaximumConcurrency }),
      reportBatchItemFailures: (properties.FunctionResponseTypes ?? []).length > 0,
      enabled: properties.Enabled ?? true,
    });
    return { reference: id, attributes: { Id: id, EventSourceMappingArn: mappingArn(id) } };
  },
  remove: (id, { services: { lambda } }) => lambda.removeEventSourceMapping(id),
});

function mappingId(stackName: string, logicalId: string): string {
  return derivedUuid('event-source-mapping', stackName, logicalId);
}

function mappingArn(id: string): string {
  return arn('lambda', `event-source-mapping:${id}`);
}
