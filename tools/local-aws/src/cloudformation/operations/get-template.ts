import * as z from 'zod';
import { AwsError } from '../../aws-error';
import { operation } from '../../operation';
import type { CloudFormationApi } from './cloudformation-api';
import { existingStack } from './existing-stack';
import { stackAccess } from './stack-access';

export const getTemplate = operation<CloudFormationApi>()({
  name: 'GetTemplate',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplate.html',
  input: z.strictObject({ StackName: z.string(), TemplateStage: z.enum(['Original', 'Processed']).optional() }),
  access: (_, { StackName }) => [stackAccess('cloudformation:GetTemplate', StackName)],
  run({ cloudFormation }, { StackName }) {
    const { deployment } = existingStack(cloudFormation, StackName);
    if (!deployment) throw new AwsError('ValidationError', `Stack ${StackName} has no template yet`);
    return { TemplateBody: JSON.stringify(deployment.template), StagesAvailable: ['Original', 'Processed'] };
  },
});
