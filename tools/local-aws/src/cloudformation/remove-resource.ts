import { DeployError } from './deploy-error';
import type { RequireAllowed } from './deployer-rights';
import { reasonOf } from './reason';
import { resourceTypeOf } from './resource-types';
import type { Deployed, Services } from './resources/resource-type';
import type { ResourceRecord, StackRecords } from './stack-records';
import type { Hear } from './stack-status';

export interface RemovalParts {
  stackName: string;
  services: Services;
  deployed: Deployed;
  records: StackRecords;
  /** Throws unless whoever deploys is allowed these. */
  requireAllowed: RequireAllowed;
  hear?: Hear;
}

/** Takes away what a resource owned, but for what another resource owns by now. Its record is the caller's to forget. */
export async function removeResource(
  { logicalId, type, physicalId, owned }: ResourceRecord,
  { stackName, services, deployed, records, requireAllowed, hear = () => undefined }: RemovalParts,
): Promise<void> {
  const about = { logicalId, type, physicalId };
  hear({ ...about, status: 'DELETE_IN_PROGRESS' });
  for (const thing of owned) {
    const others = records
      .ownersOf(type, thing)
      .filter((owner) => owner.stackName !== stackName || owner.logicalId !== logicalId);
    if (others.length > 0) continue;
    try {
      const resourceType = resourceTypeOf(type);
      requireAllowed(resourceType?.callsToRemove(thing, { services, deployed }) ?? []);
      await resourceType?.remove(thing, { services, deployed });
    } catch (error) {
      const reason = reasonOf(error);
      hear({ ...about, status: 'DELETE_FAILED', reason });
      throw new DeployError(stackName, [`resource ${logicalId} (${type}) cannot be removed: ${reason}`], {
        cause: error,
      });
    }
  }
  hear({ ...about, status: 'DELETE_COMPLETE' });
}
