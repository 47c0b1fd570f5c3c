import type { Caller } from '../caller';
import type { Clock } from '../clock';
import type { Access } from '../operation';
import type { Store } from '../store';
import { applyStack } from './apply-stack';
import { type ChangeSets, createChangeSets } from './change-sets';
import { codeInS3 } from './code-in-s3';
import { DeployError } from './deploy-error';
import { createDriftDetections, type DriftDetection } from './drift-detections';
import { type DeployerRights, deployerRights } from './deployer-rights';
import { exportProblems, findExport } from './exports';
import { type Plan, planStack } from './plan';
import { planProblems } from './plan-problems';
import { stackIdOf } from './pseudo-parameters';
import { withLiveQueueUrls } from './queue-urls';
import { reasonOf } from './reason';
import { removeStack } from './remove-stack';
import { type Before, type ResourceChange, resourceChanges } from './resource-changes';
import type { CodeFolder, Deployed, Services } from './resources/resource-type';
import { type Export, openStackRecords, type StackRecords } from './stack-records';
import { type Deployment, openStackStates, type StackStates } from './stack-states';
import { isInProgress, type StackOperation, stackOperations } from './stack-status';
import { readTemplate, type StackTemplate, type TemplateValue } from './template';

/** A stack to deploy: what `osls package` wrote, or what a change set names. */
export interface PackagedStack {
  stackName: string;
  /** A CloudFormation template, parsed from its JSON. */
  template: TemplateValue;
  codeFolder: CodeFolder;
  parameters?: Record<string, string>;
  tags?: { Key: string; Value: string }[];
}

export interface DeployedStack {
  stackName: string;
  /** As of this run: queue URLs hold its port. Empty for a stack whose first deploy failed. */
  outputs: Record<string, string>;
  /** In the order in which they were applied. */
  resources: { logicalId: string; type: string; physicalId: string }[];
}

/** Deploys stacks onto the services of this process, one at a time. */
export interface CloudFormation {
  /**
   * Deploys a stack or brings it up to date: checks the whole template, then applies its resources in order, and then
   * removes those that left it, unless their DeletionPolicy is Retain. Throws {@link DeployError}; nothing is touched
   * when the template is at fault, and what was applied stays (only change sets roll back) when a service refuses a resource.
   */
  deploy(stack: PackagedStack): Promise<DeployedStack>;
  /** Removes a stack with all that is not retained; a stack that does not exist is no error. Throws while an export is in use. */
  remove(stackName: string): Promise<void>;
  /** The same, but begins and does not wait; the stack's events tell. */
  beginRemove(stackName: string, deployer?: Caller): void;
  /** Deploys again, from their own last templates and the code in S3, the stacks of an earlier run that this one has not deployed. */
  restore(): Promise<{ restored: string[]; problems: string[] }>;
  changeSets: ChangeSets;
  /** Finds the code of functions in the embedded S3. */
  codeFolder: CodeFolder;
  /** Compares a stack with what it was deployed from, in the name of whoever wants to know. */
  detectDrift(stackName: string, viewer: Caller): DriftDetection;
  driftDetection(id: string): DriftDetection | undefined;
  states: Pick<StackStates, 'find' | 'all' | 'events'>;
  exports(): Export[];
  exportValue(name: string): string | undefined;
  outputsOf(stackName: string): Record<string, string> | undefined;
  resourcesOf(stackName: string): DeployedStack['resources'];
  stacks(): DeployedStack[];
  /** Calls `deed` whenever a stack's resources have been applied; a stack is complete only when that is done too. */
  onApplied(deed: (stackName: string) => Promise<void>): void;
  /** Resolves when nothing is being deployed or removed. */
  settled(): Promise<void>;
}

/** What change sets are carried out with. */
export interface StackEngine {
  /** What a deploy would change. Throws {@link DeployError} for a template at fault. */
  changes(stack: PackagedStack): ResourceChange[];
  /** Deploys and enters the operation's `complete`. On a refusal throws, and leaves what was applied and the status alone. */
  apply(stack: PackagedStack, operation: StackOperation, deployer?: Caller): Promise<void>;
  /** Removes all resources of a stack that are not retained. */
  takeAway(stackName: string, deployer?: Caller): Promise<void>;
  /** What a stack was last deployed from with success. */
  lastDeployed(stackName: string): PackagedStack | undefined;
  /** Runs `deed`, which never fails, when everything before it is done. */
  inTurn(deed: () => Promise<void>): void;
}

interface PreparedStack {
  stack: PackagedStack;
  template: StackTemplate;
  parameters: Record<string, string>;
  plan: Plan;
  changes: ResourceChange[];
}

/** A template that an earlier version of this emulator took, and this one does not, tells nothing about what changes. */
function readBefore(stackName: string, { template, parameters }: Deployment): Before | undefined {
  try {
    return { template: readTemplate(stackName, template), parameters };
  } catch (error) {
    if (error instanceof DeployError) return undefined;
    throw error;
  }
}

/** What CloudFormation is made of, beside the services. */
export interface CloudFormationParts extends Services, DeployerRights {
  store: Store;
  clock: Clock;
  codeCacheFolder: string;
}

/** Stacks, their resources' ids and their exports are remembered in the store; the services keep the rest. */
export function createCloudFormation({
  store,
  clock,
  codeCacheFolder,
  authorize,
  unaskedDeployer,
  ...services
}: CloudFormationParts): CloudFormation {
  const rightsOf = deployerRights({ authorize, unaskedDeployer });
  const records: StackRecords = openStackRecords(store);
  const states = openStackStates({ store, clock, stackId: stackIdOf });
  const deployed: Deployed = { integrations: new Map(), apisOfIntegrations: new Map() };
  const codeFolder = codeInS3(services.s3, codeCacheFolder);
  const drift = createDriftDetections(clock);
  const callsToChange = new Map<string, Map<string, () => Access[]>>();
  const inThisRun = new Map<string, PackagedStack>();
  const applied: ((stackName: string) => Promise<void>)[] = [];
  const live = (text: string) => withLiveQueueUrls(text, services.sqs);
  let last: Promise<unknown> = Promise.resolve();
  const oneAtATime = <Result>(deed: () => Promise<Result>): Promise<Result> => {
    const run = last.then(deed, deed);
    last = run;
    return run;
  };

  function prepare(stack: PackagedStack): PreparedStack {
    const { stackName, parameters = {} } = stack;
    const template = readTemplate(stackName, stack.template);
    const importValue = (name: string) => findExport(stackName, name, records);
    const plan = planStack({ stackName, template, parameters, importValue });
    const problems = [...planProblems(stackName, plan, records), ...exportProblems(stackName, plan.outputs, records)];
    if (problems.length > 0) throw new DeployError(stackName, problems);
    const earlier = states.find(stackName)?.deployment;
    const before = earlier && readBefore(stackName, earlier);
    const changes = resourceChanges(plan, { template, parameters }, records.resourcesOf(stackName), before);
    return { stack, template, parameters, plan, changes };
  }

  async function carryOut(
    { stack, parameters, plan, changes }: PreparedStack,
    { complete }: StackOperation,
    deployer?: Caller,
  ) {
    const { stackName, template, tags = [] } = stack;
    const calls = new Map<string, () => Access[]>();
    await applyStack({
      stackName,
      plan,
      codeFolder: stack.codeFolder,
      services,
      deployed,
      records,
      changes,
      stackTagged: tags.length > 0,
      requireAllowed: rightsOf(deployer),
      callsToChange: calls,
      hear: (event) => states.tell(stackName, event),
    });
    callsToChange.set(stackName, calls);
    for (const deed of applied) await deed(stackName);
    states.complete(stackName, complete, { template, parameters, tags });
    inThisRun.set(stackName, stack);
  }

  /** Enters the operation, and its failure should it fail. */
  async function watched(stackName: string, operation: StackOperation, deed: () => Promise<void>): Promise<void> {
    states.enter(stackName, operation.inProgress);
    try {
      await deed();
    } catch (error) {
      states.enter(stackName, operation.failed, reasonOf(error));
      throw error;
    }
  }

  const takeAway = (stackName: string, deployer?: Caller) =>
    removeStack({
      stackName,
      services,
      deployed,
      records,
      requireAllowed: rightsOf(deployer),
      hear: (event) => states.tell(stackName, event),
    });
  const remove = (stackName: string, deployer?: Caller) =>
    oneAtATime(async () => {
      if (!states.find(stackName) && records.outputsOf(stackName) === undefined) return;
      await watched(stackName, stackOperations.remove, () => takeAway(stackName, deployer));
      states.forget(stackName);
      inThisRun.delete(stackName);
    });
  const deploy = (stack: PackagedStack) =>
    oneAtATime(async () => {
      const prepared = prepare(stack);
      const operation = states.find(stack.stackName)?.deployment ? stackOperations.update : stackOperations.create;
      await watched(stack.stackName, operation, () => carryOut(prepared, operation));
      return describe(stack.stackName);
    });
  const lastDeployed = (stackName: string): PackagedStack | undefined => {
    const earlier = states.find(stackName)?.deployment;
    return inThisRun.get(stackName) ?? (earlier && { stackName, codeFolder, ...earlier });
  };

  const resourcesOf = (stackName: string) =>
    records
      .resourcesOf(stackName)
      .map(({ logicalId, type, physicalId }) => ({ logicalId, type, physicalId: live(physicalId) }));
  const liveOutputs = (stackName: string) => {
    const outputs = records.outputsOf(stackName);
    return outputs && Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, live(value)]));
  };
  const describe = (stackName: string): DeployedStack => ({
    stackName,
    outputs: liveOutputs(stackName) ?? {},
    resources: resourcesOf(stackName),
  });

  return {
    deploy,
    remove: (stackName) => remove(stackName),
    // Its events and its status hold the reason of a failure.
    beginRemove: (stackName, deployer) => void remove(stackName, deployer).catch(() => undefined),
    async restore() {
      const restored: string[] = [];
      const problems: string[] = [];
      for (const { stackName, status } of states.all()) {
        if (inThisRun.has(stackName)) continue;
        const stack = lastDeployed(stackName);
        if (!stack) {
          if (isInProgress(status)) states.enter(stackName, 'CREATE_FAILED', 'The embedded AWS ended meanwhile.');
          continue;
        }
        try {
          await deploy(stack);
          restored.push(stackName);
        } catch (error) {
          problems.push(`${stackName}: ${reasonOf(error)}`);
        }
      }
      return { restored, problems };
    },
    changeSets: createChangeSets({
      clock,
      states,
      stackId: stackIdOf,
      engine: {
        changes: (stack) => prepare(stack).changes,
        apply: async (stack, operation, deployer) => carryOut(prepare(stack), operation, deployer),
        takeAway,
        lastDeployed,
        inTurn: (deed) => void oneAtATime(deed),
      },
    }),
    codeFolder,
    detectDrift(stackName, viewer) {
      const resources = [...(callsToChange.get(stackName) ?? [])];
      const readable = resources.map(([logicalId, calls]) => ({ logicalId, calls: calls() }));
      return drift.detect(stackName, readable, rightsOf(viewer));
    },
    driftDetection: (id) => drift.find(id),
    states,
    exports: () => records.exports().map((one) => ({ ...one, value: live(one.value) })),
    exportValue(name) {
      const value = records.exportNamed(name)?.value;
      return value === undefined ? undefined : live(value);
    },
    outputsOf: liveOutputs,
    resourcesOf,
    stacks: () => records.stackNames().map(describe),
    onApplied: (deed) => void applied.push(deed),
    async settled() {
      await last.catch(() => undefined);
    },
  };
}
