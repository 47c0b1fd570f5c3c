import { arn } from '../../account';
import type { Access } from '../../operation';
import { stackIdOf } from '../pseudo-parameters';

/** A stack's name, from its name or its ARN. */
export function stackNameOf(nameOrArn: string): string {
  return /^arn:[^/]+:stack\/([^/]+)\//.exec(nameOrArn)?.[1] ?? nameOrArn;
}

/** What IAM is asked about a stack, which need not exist: its ARN here follows from its name. */
export function stackAccess(action: string, nameOrArn: string): Access {
  return { action, resource: stackIdOf(stackNameOf(nameOrArn)) };
}

/** For what takes no stack. */
export function anyStackAccess(action: string): Access {
  return { action, resource: arn('cloudformation', 'stack/*/*') };
}
