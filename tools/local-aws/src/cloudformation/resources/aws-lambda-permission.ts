import * as z from 'zod';
import { generatedName } from '../derived-ids';
import { text } from '../property-values';
import { existingFunction, functionArnOf } from './function-name';
import { calls } from './calls';
import { resourceType } from './resource-type';

export const lambdaPermission = resourceType({
  type: 'AWS::Lambda::Permission',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-permission.html',
  properties: z.strictObject({
    FunctionName: z.string(),
    Action: z.literal('lambda:InvokeFunction', 'only lambda:InvokeFunction is emulated'),
    Principal: z.string(),
    SourceArn: z.string().exactOptional(),
    SourceAccount: text.exactOptional(),
  }),
  attributes: ['Id'],
  calls: {
    create: ({ FunctionName, Principal }) => [
      ...calls('lambda', ['AddPermission'], functionArnOf(FunctionName), { 'lambda:Principal': Principal }),
      ...calls('lambda', ['GetPolicy'], functionArnOf(FunctionName)),
    ],
    remove: (owned) => calls('lambda', ['RemovePermission'], functionArnOf(owned.split('|')[0] ?? '')),
  },
  apply({ FunctionName, Action, Principal, SourceArn, SourceAccount }, { stackName, logicalId, services: { lambda } }) {
    const functionName = existingFunction(FunctionName, lambda);
    const sid = generatedName(stackName, logicalId, 100);
    lambda.applyPermission(functionName, {
      sid,
      principal: Principal,
      action: Action,
      ...(SourceArn !== undefined && { sourceArn: SourceArn }),
      ...(SourceAccount !== undefined && { sourceAccount: SourceAccount }),
    });
    return { reference: sid, attributes: { Id: sid }, owned: [`${functionName}|${sid}`] };
  },
  remove(owned, { services: { lambda } }) {
    const [functionName = '', sid = ''] = owned.split('|');
    lambda.removePermission(functionName, sid);
  },
});
