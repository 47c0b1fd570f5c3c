import { DeployError } from './deploy-error';
import { exportProblems } from './exports';
import { removeResource, type RemovalParts } from './remove-resource';

/** Removes the resources of a stack, last applied first, but for retained ones. Throws {@link DeployError} while an export is in use. */
export async function removeStack(parts: RemovalParts): Promise<void> {
  const { stackName, records } = parts;
  const problems = exportProblems(stackName, [], records);
  if (problems.length > 0) throw new DeployError(stackName, problems);
  for (const record of records.resourcesOf(stackName).toReversed()) {
    if (!record.retained) await removeResource(record, parts);
    records.forget(stackName, record.logicalId);
  }
  records.remove(stackName);
}
