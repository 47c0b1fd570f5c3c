import type { Access } from '../../operation';
import type { RemovalContext, Services } from './resource-type';

/** Where a resource stands while CloudFormation asks for it. */
export interface CallContext {
  stackName: string;
  logicalId: string;
  services: Services;
  /** Whether it gets tags: its own, or the stack's, which go to everything in it. */
  tagged: boolean;
}

/**
 * What CloudFormation calls for a resource in the name of whoever deploys, who must be allowed all of it. Taken from what the
 * handlers in AWS's resource schemas list, as far as the properties need it; never compared with AWS itself.
 */
export interface Calls<Properties> {
  create: (properties: Properties, context: CallContext) => Access[];
  /** For a resource that is there, and whose declaration or parameters have changed; the same as `create` if absent. */
  update?: (properties: Properties, context: CallContext) => Access[];
  /** For one thing that `apply` said is owned. */
  remove: (owned: string, context: RemovalContext) => Access[];
}

/** Several operations of one service on one resource. */
export function calls(
  service: string,
  operations: readonly (string | false)[],
  resource: string,
  context: Record<string, string | string[]> = {},
): Access[] {
  return operations.flatMap((operation) =>
    operation === false ? [] : [{ action: `${service}:${operation}`, resource, context }],
  );
}
