import type { Store } from '../store';
import { applyStack } from './apply-stack';
import { DeployError } from './deploy-error';
import { exportProblems, findExport } from './exports';
import { planStack } from './plan';
import { planProblems } from './plan-problems';
import { withLiveQueueUrls } from './queue-urls';
import { removeStack } from './remove-stack';
import type { Deployed, Services } from './resources/resource-type';
import { openStackRecords } from './stack-records';
import { readTemplate } from './template';

/** A stack as `osls package` wrote it. */
export interface PackagedStack {
  stackName: string;
  /** A CloudFormation template, parsed from its JSON. */
  template: unknown;
  /** The folder of the unpacked code that a function's `Code.S3Key` names. */
  codeFolder: (s3Key: string) => string;
  parameters?: Record<string, string>;
}

export interface DeployedStack {
  stackName: string;
  /** As of this run: queue URLs hold its port. Empty for a stack whose first deploy failed. */
  outputs: Record<string, string>;
  /** In the order in which they were applied. */
  resources: { logicalId: string; type: string; physicalId: string }[];
}

/** Deploys packaged stacks onto the services of this process, one at a time. */
export interface CloudFormation {
  /**
   * Deploys a stack or brings it up to date: checks the whole template, then applies its resources in order, and then
   * removes those that left it, unless their DeletionPolicy is Retain. Throws {@link DeployError}; nothing is touched
   * when the template is at fault, and what was applied stays (there is no rollback) when a service refuses a resource.
   */
  deploy(stack: PackagedStack): Promise<DeployedStack>;
  /** Removes a stack with all that is not retained; a stack that does not exist is no error. Throws while an export is in use. */
  remove(stackName: string): Promise<void>;
  exportValue(name: string): string | undefined;
  outputsOf(stackName: string): Record<string, string> | undefined;
  stacks(): DeployedStack[];
}

/** Stacks, their resources' ids and their exports are remembered in the store; the services keep the rest. */
export function createCloudFormation({ store, ...services }: Services & { store: Store }): CloudFormation {
  const records = openStackRecords(store);
  const deployed: Deployed = { integrations: new Map() };
  const live = (text: string) => withLiveQueueUrls(text, services.sqs);
  let last: Promise<unknown> = Promise.resolve();
  const oneAtATime = <Result>(deed: () => Promise<Result>): Promise<Result> => {
    const run = last.then(deed, deed);
    last = run;
    return run;
  };
  const describe = (stackName: string): DeployedStack => ({
    stackName,
    outputs: liveOutputs(stackName) ?? {},
    resources: records.resourcesOf(stackName).map(({ logicalId, type, physicalId }) => ({
      logicalId,
      type,
      physicalId: live(physicalId),
    })),
  });
  const liveOutputs = (stackName: string) => {
    const outputs = records.outputsOf(stackName);
    return outputs && Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, live(value)]));
  };

  return {
    deploy: ({ stackName, template: json, codeFolder, parameters = {} }) =>
      oneAtATime(async () => {
        const template = readTemplate(stackName, json);
        const importValue = (name: string) => findExport(stackName, name, records);
        const plan = planStack({ stackName, template, parameters, importValue });
        const problems = [
          ...planProblems(stackName, plan, records),
          ...exportProblems(stackName, plan.outputs, records),
        ];
        if (problems.length > 0) throw new DeployError(stackName, problems);
        await applyStack({ stackName, plan, codeFolder, services, deployed, records });
        return describe(stackName);
      }),
    remove: (stackName) => oneAtATime(() => removeStack({ stackName, services, deployed, records })),
    exportValue(name) {
      const value = records.exportNamed(name)?.value;
      return value === undefined ? undefined : live(value);
    },
    outputsOf: liveOutputs,
    stacks: () => records.stackNames().map(describe),
  };
}
