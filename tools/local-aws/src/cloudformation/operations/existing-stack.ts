import { AwsError } from '../../aws-error';
import type { CloudFormation } from '../cloudformation';
import type { StackState } from '../stack-states';
import { stackNameOf } from './stack-access';

/** How a stack stands, by its name or ARN. Throws what CloudFormation says where there is none. */
export function existingStack(cloudFormation: CloudFormation, nameOrArn: string): StackState {
  const state = cloudFormation.states.find(stackNameOf(nameOrArn));
  if (!state) throw new AwsError('ValidationError', `Stack with id ${nameOrArn} does not exist`);
  return state;
}
