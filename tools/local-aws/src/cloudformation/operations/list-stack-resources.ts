import * as z from 'zod';
import { operation } from '../../operation';
import type { CloudFormationApi } from './cloudformation-api';
import { stackAccess } from './stack-access';
import { stackResources } from './stack-resource';

export const listStackResources = operation<CloudFormationApi>()({
  name: 'ListStackResources',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html',
  input: z.strictObject({ StackName: z.string() }),
  access: (_, { StackName }) => [stackAccess('cloudformation:ListStackResources', StackName)],
  run: ({ cloudFormation }, { StackName }) => ({
    StackResourceSummaries: stackResources(cloudFormation, StackName).map(
      ({ StackName: _name, StackId: _id, ...summary }) => summary,
    ),
  }),
});
