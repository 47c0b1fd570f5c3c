import { AwsError } from '../../aws-error';
import { stackIdOf } from '../pseudo-parameters';
import type { CloudFormation } from '../cloudformation';
import { existingStack } from './existing-stack';

/** The resources of a stack as CloudFormation describes them, in the order in which they were applied. */
export function stackResources(cloudFormation: CloudFormation, nameOrArn: string) {
  const { stackName, updatedAt } = existingStack(cloudFormation, nameOrArn);
  const events = cloudFormation.states.events(stackName);
  return cloudFormation.resourcesOf(stackName).map(({ logicalId, type, physicalId }) => {
    const newest = events.find((event) => event.logicalId === logicalId);
    return {
      StackName: stackName,
      StackId: stackIdOf(stackName),
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      ResourceStatus: newest?.status ?? 'CREATE_COMPLETE',
      LastUpdatedTimestamp: new Date(newest?.at ?? updatedAt).toISOString(),
    };
  });
}

/** One of them. Throws what CloudFormation says where there is none. */
export function stackResource(cloudFormation: CloudFormation, nameOrArn: string, logicalId: string) {
  const found = stackResources(cloudFormation, nameOrArn).find((resource) => resource.LogicalResourceId === logicalId);
  if (!found) throw new AwsError('ValidationError', `Resource ${logicalId} does not exist for stack ${nameOrArn}`);
  return found;
}
