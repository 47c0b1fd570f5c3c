import type { EmulatedService } from '../../emulated-service';
import type { CloudFormationApi } from './cloudformation-api';
import { createChangeSet } from './create-change-set';
import { deleteChangeSet } from './delete-change-set';
import { deleteStack } from './delete-stack';
import { describeChangeSet } from './describe-change-set';
import { describeStackDriftDetectionStatus } from './describe-stack-drift-detection-status';
import { describeStackEvents } from './describe-stack-events';
import { describeStackResourceDrifts } from './describe-stack-resource-drifts';
import { describeStackResource } from './describe-stack-resource';
import { describeStackResources } from './describe-stack-resources';
import { describeStacks } from './describe-stacks';
import { detectStackDrift } from './detect-stack-drift';
import { executeChangeSet } from './execute-change-set';
import { getTemplate } from './get-template';
import { listExports } from './list-exports';
import { listStackResources } from './list-stack-resources';
import { validateTemplate } from './validate-template';

/** CloudFormation as the server sees it: deploying with change sets, and telling what there is. */
export function cloudFormationService(api: CloudFormationApi): EmulatedService<CloudFormationApi> {
  return {
    signingName: 'cloudformation',
    protocol: 'query-xml',
    routedBy: '2010-05-15',
    xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    state: api,
    operations: [
      createChangeSet,
      deleteChangeSet,
      deleteStack,
      describeChangeSet,
      describeStackDriftDetectionStatus,
      describeStackEvents,
      describeStackResource,
      describeStackResourceDrifts,
      describeStackResources,
      describeStacks,
      detectStackDrift,
      executeChangeSet,
      getTemplate,
      listExports,
      listStackResources,
      validateTemplate,
    ],
  };
}
