import { DeployError } from './deploy-error';
import { resourceTypeOf } from './resource-types';
import type { Deployed, Services } from './resources/resource-type';
import type { ResourceRecord, StackRecords } from './stack-records';

export interface RemovalParts {
  stackName: string;
  services: Services;
  deployed: Deployed;
  records: StackRecords;
}

/** Takes away what a resource owned, but for what another resource owns by now. Its record is the caller's to forget. */
export async function removeResource(
  { logicalId, type, owned }: ResourceRecord,
  { stackName, services, deployed, records }: RemovalParts,
): Promise<void> {
  for (const thing of owned) {
    const others = records
      .ownersOf(type, thing)
      .filter((owner) => owner.stackName !== stackName || owner.logicalId !== logicalId);
    if (others.length > 0) continue;
    try {
      await resourceTypeOf(type)?.remove(thing, { services, deployed });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DeployError(stackName, [`resource ${logicalId} (${type}) cannot be removed: ${reason}`], {
        cause: error,
      });
    }
  }
}
