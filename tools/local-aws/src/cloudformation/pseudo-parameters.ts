import { account, arn, partition, region } from '../account';
import { derivedUuid } from './derived-ids';
import { noValue, type Resolved } from './intrinsics/intrinsic';

/** A stack's ARN. AWS draws another one for each stack of a name. */
export function stackIdOf(stackName: string): string {
  return arn('cloudformation', `stack/${stackName}/${derivedUuid('stack', stackName)}`);
}

/** CloudFormation's pseudo parameters for one stack. The unique part of a stack's id is derived from its name here. */
export function pseudoParameters(stackName: string): ReadonlyMap<string, Resolved> {
  return new Map<string, Resolved>([
    ['AWS::AccountId', account],
    ['AWS::Region', region],
    ['AWS::Partition', partition],
    ['AWS::URLSuffix', 'amazonaws.com'],
    ['AWS::StackName', stackName],
    ['AWS::StackId', stackIdOf(stackName)],
    ['AWS::NoValue', noValue],
  ]);
}
