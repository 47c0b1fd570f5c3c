import type { Plan } from './plan';
import type { StackRecords } from './stack-records';

/**
 * Why a plan may not be carried out with what is deployed already: a resource that changes its type, or one that asks
 * for a name that another resource owns. CloudFormation creates before it removes, so a name moves in two deploys.
 */
export function planProblems(
  stackName: string,
  { resources }: Plan,
  records: Pick<StackRecords, 'resourcesOf' | 'ownersOf'>,
): string[] {
  const before = new Map(records.resourcesOf(stackName).map((record) => [record.logicalId, record]));
  const claimed = new Map<string, string>();
  return resources.flatMap(({ logicalId, type: { type }, claim }) => {
    const earlierType = before.get(logicalId)?.type ?? type;
    if (earlierType !== type)
      return [
        `resource ${logicalId}: CloudFormation does not change a resource's type, here from ${earlierType} to ${type}`,
      ];
    if (claim === undefined) return [];
    const twin = claimed.get(`${type} ${claim}`);
    claimed.set(`${type} ${claim}`, logicalId);
    if (twin !== undefined) return [`resource ${logicalId}: ${claim} is already the resource ${twin} (${type})`];
    return records
      .ownersOf(type, claim)
      .filter((owner) => owner.stackName !== stackName || owner.logicalId !== logicalId)
      .map(
        (owner) =>
          `resource ${logicalId}: ${claim} already exists in stack ${owner.stackName} as ${owner.logicalId} (${type})`,
      );
  });
}
