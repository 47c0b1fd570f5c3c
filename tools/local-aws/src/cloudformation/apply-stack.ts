import type { Access } from '../operation';
import { DeployError } from './deploy-error';
import { exportProblems } from './exports';
import { Pending, UnresolvedError } from './intrinsics/intrinsic';
import { resolve } from './intrinsics/resolve';
import { outputText, type Plan, type PlannedResource } from './plan';
import { withLiveQueueUrls } from './queue-urls';
import type { RequireAllowed } from './deployer-rights';
import { removeResource } from './remove-resource';
import { reasonOf } from './reason';
import type { ResourceChange } from './resource-changes';
import type { AppliedResource, CodeFolder, Deployed, Services } from './resources/resource-type';
import { settled } from './settled';
import type { ResourceRecord, StackRecords } from './stack-records';
import type { Hear } from './stack-status';

export interface ApplyParts {
  stackName: string;
  plan: Plan;
  codeFolder: CodeFolder;
  services: Services;
  deployed: Deployed;
  records: StackRecords;
  /** Whose events are told: the rest is applied too, which changes nothing. */
  changes: ResourceChange[];
  /** Whether the stack has tags, which go to each resource. */
  stackTagged: boolean;
  /** Throws unless whoever deploys is allowed these. */
  requireAllowed: RequireAllowed;
  /** Gets, for each resource that was applied, what is called to change it. */
  callsToChange: Map<string, () => Access[]>;
  hear: Hear;
}

/** Carries out a plan: applies every resource in order, notes outputs and exports, then removes what is no longer wanted. */
export async function applyStack(parts: ApplyParts): Promise<void> {
  const { stackName, plan, services, deployed, records, changes, requireAllowed, hear } = parts;
  const before = new Map(records.resourcesOf(stackName).map((record) => [record.logicalId, record]));
  const applied = new Map<string, Required<AppliedResource>>();
  records.begin(stackName, plan.imports);
  for (const [position, resource] of plan.resources.entries()) {
    const result = await heard(resource, parts, () => applyResource(resource, applied, parts));
    applied.set(resource.logicalId, result);
    const stillOwned = before.get(resource.logicalId)?.owned ?? [];
    records.keep(
      stackName,
      recordOf(resource, position, { ...result, owned: [...new Set([...result.owned, ...stillOwned])] }),
    );
  }

  const outputs = plan.outputs.map((output) => ({
    ...output,
    known: output.known ?? resolveOutput(output, applied, plan),
  }));
  const problems = exportProblems(stackName, outputs, records);
  if (problems.length > 0) throw new DeployError(stackName, problems);
  records.complete(stackName, {
    outputs: Object.fromEntries(outputs.map(({ key, known }) => [key, known])),
    exports: outputs.flatMap(({ exportName: name, known: value }) =>
      name === undefined ? [] : [{ name, stackName, value }],
    ),
    imports: plan.imports,
  });

  for (const [logicalId, record] of [...before].toReversed()) {
    const now = applied.get(logicalId);
    const position = plan.resources.findIndex((resource) => resource.logicalId === logicalId);
    const resource = plan.resources[position];
    const retained = resource ? resource.declared.UpdateReplacePolicy?.startsWith('Retain') === true : record.retained;
    const owned = record.owned.filter((thing) => !now?.owned.includes(thing));
    const removal = { stackName, services, deployed, records, requireAllowed };
    const isGone = changes.some((change) => change.logicalId === logicalId && change.action === 'Remove');
    if (!retained) await removeResource({ ...record, owned }, isGone ? { ...removal, hear } : removal);
    if (now && resource) records.keep(stackName, recordOf(resource, position, now));
    else records.forget(stackName, logicalId);
  }
}

/** Tells of a resource that changes when it begins and how it ends. */
async function heard(
  { logicalId, type: { type } }: PlannedResource,
  { changes, hear }: ApplyParts,
  apply: () => Promise<Required<AppliedResource>>,
): Promise<Required<AppliedResource>> {
  const change = changes.find((one) => one.logicalId === logicalId);
  const verb = change?.action === 'Add' ? 'CREATE' : 'UPDATE';
  if (change) hear({ logicalId, type, status: `${verb}_IN_PROGRESS` });
  try {
    const result = await apply();
    if (change) hear({ logicalId, type, status: `${verb}_COMPLETE`, physicalId: result.reference });
    return result;
  } catch (error) {
    hear({ logicalId, type, status: `${verb}_FAILED`, reason: reasonOf(error) });
    throw error;
  }
}

async function applyResource(
  { logicalId, declared, type }: PlannedResource,
  applied: ReadonlyMap<string, AppliedResource>,
  { stackName, plan, codeFolder, services, deployed, changes, ...parts }: ApplyParts,
): Promise<Required<AppliedResource>> {
  const path = `resource ${logicalId}.Properties`;
  const properties = settled(resolve(declared.Properties ?? {}, plan.scope(applied), path), (text) =>
    withLiveQueueUrls(text, services.sqs),
  );
  const read = type.read(properties, path);
  if ('problems' in read) throw new DeployError(stackName, read.problems);
  const change = changes.find((one) => one.logicalId === logicalId);
  const context = { stackName, logicalId, services, stackTagged: parts.stackTagged };
  parts.callsToChange.set(logicalId, () => read.calls('update', context));
  try {
    if (change) parts.requireAllowed(read.calls(change.action === 'Add' ? 'create' : 'update', context));
    return await read.apply({ stackName, logicalId, codeFolder, services, deployed });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DeployError(stackName, [`resource ${logicalId} (${type.type}): ${reason}`], { cause: error });
  }
}

function resolveOutput(
  { key, value }: Plan['outputs'][number],
  applied: ReadonlyMap<string, AppliedResource>,
  plan: Plan,
): string {
  const path = `output ${key}.Value`;
  const text = outputText(resolve(value, plan.scope(applied), path), path);
  if (text instanceof Pending) throw new UnresolvedError(path, `${text.of} has not been applied`);
  return text;
}

function recordOf(
  { logicalId, type, declared }: PlannedResource,
  position: number,
  { reference, owned }: Required<AppliedResource>,
): ResourceRecord {
  const retained = declared.DeletionPolicy?.startsWith('Retain') === true;
  return { logicalId, type: type.type, physicalId: reference, owned, retained, position };
}
