import * as z from 'zod';
import { operation } from '../../operation';
import { stackIdOf } from '../pseudo-parameters';
import type { CloudFormationApi } from './cloudformation-api';

/** Takes no stack, so IAM is asked about any resource. All exports are one page. */
export const listExports = operation<CloudFormationApi>()({
  name: 'ListExports',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListExports.html',
  input: z.strictObject({}),
  access: () => [{ action: 'cloudformation:ListExports', resource: '*' }],
  run: ({ cloudFormation }) => ({
    Exports: cloudFormation.exports().map(({ name, stackName, value }) => ({
      ExportingStackId: stackIdOf(stackName),
      Name: name,
      Value: value,
    })),
  }),
});
