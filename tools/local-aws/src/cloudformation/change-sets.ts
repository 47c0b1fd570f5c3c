import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { arn } from '../account';
import { AwsError } from '../aws-error';
import type { Caller } from '../caller';
import type { Clock } from '../clock';
import type { PackagedStack, StackEngine } from './cloudformation';
import { DeployError } from './deploy-error';
import { reasonOf } from './reason';
import type { ResourceChange } from './resource-changes';
import type { StackStates } from './stack-states';
import { isInProgress, stackOperations } from './stack-status';

export interface ChangeSet {
  name: string;
  /** Its ARN. */
  id: string;
  stack: PackagedStack;
  createdAt: number;
  changes: ResourceChange[];
  status: 'CREATE_COMPLETE' | 'FAILED';
  /** Why it cannot be carried out. */
  reason?: string;
}

/** Deploys in two steps, of which the second can only be carried out once. Change sets are forgotten when the process ends. */
export interface ChangeSets {
  /** Plans a deploy; a template at fault, or one that changes nothing, makes a change set that is FAILED and says why. */
  create(name: string, type: 'CREATE' | 'UPDATE', stack: PackagedStack): ChangeSet;
  /** Throws `AwsError` where there is none. */
  find(stackName: string, name: string): ChangeSet;
  /** It may be gone already. */
  delete(stackName: string, name: string): void;
  /**
   * Begins to deploy, and does not wait. Should a resource be refused, what was there before is brought back, or, where
   * there was nothing, what was made is taken away; the stack's events tell. All of it is done in the name of `deployer`.
   */
  execute(stackName: string, name: string, deployer?: Caller): void;
}

/** Word for word what clients wait for. */
const nothingToChange =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

export function createChangeSets({
  clock,
  states,
  engine,
  stackId,
}: {
  clock: Clock;
  states: StackStates;
  engine: StackEngine;
  stackId: (stackName: string) => string;
}): ChangeSets {
  const changeSets = new Map<string, ChangeSet>();
  const keyOf = (stackName: string, nameOrArn: string) =>
    `${stackName}|${/:changeSet\/([^/]+)\//.exec(nameOrArn)?.[1] ?? nameOrArn}`;

  function find(stackName: string, name: string): ChangeSet {
    const found = changeSets.get(keyOf(stackName, name));
    if (!found) throw new AwsError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, 404);
    return found;
  }

  function requireFree(stackName: string, type: 'CREATE' | 'UPDATE'): void {
    const state = states.find(stackName);
    if (type === 'CREATE' && state && state.status !== 'REVIEW_IN_PROGRESS')
      throw validation(`Stack [${stackName}] already exists and cannot be created again with the changeSet.`);
    if (type === 'UPDATE' && !state) throw validation(`Stack [${stackName}] does not exist`);
    if (type === 'UPDATE' && state && (isInProgress(state.status) || !state.deployment))
      throw validation(`Stack:${stackId(stackName)} is in ${state.status} state and can not be updated.`);
  }

  async function carryOut(stack: PackagedStack, deployer?: Caller): Promise<void> {
    const { stackName } = stack;
    const previous = engine.lastDeployed(stackName);
    const operation = previous ? stackOperations.update : stackOperations.create;
    try {
      await engine.apply(stack, operation, deployer);
    } catch (error) {
      const reason = reasonOf(error);
      // Whoever follows the events waits for one that failed; where no resource did, it is the stack's own.
      if (!states.events(stackName)[0]?.status.endsWith('_FAILED')) states.enter(stackName, operation.failed, reason);
      const rollBack = previous ? stackOperations.rollBackUpdate : stackOperations.rollBackCreate;
      states.enter(stackName, rollBack.inProgress, reason);
      try {
        if (previous) await engine.apply(previous, rollBack, deployer);
        else {
          await engine.takeAway(stackName, deployer);
          states.enter(stackName, rollBack.complete, reason);
        }
      } catch (second) {
        states.enter(stackName, rollBack.failed, reasonOf(second));
      }
    }
  }

  return {
    create(name, type, stack) {
      const { stackName } = stack;
      requireFree(stackName, type);
      if (type === 'CREATE') states.enter(stackName, 'REVIEW_IN_PROGRESS');
      const about = {
        name,
        id: arn('cloudformation', `changeSet/${name}/${randomUUID()}`),
        stack,
        createdAt: clock.now(),
      };
      const changeSet = { ...about, ...planned(stack) };
      changeSets.set(keyOf(stackName, name), changeSet);
      return changeSet;
    },
    find,
    delete: (stackName, name) => void changeSets.delete(keyOf(stackName, name)),
    execute(stackName, name, deployer) {
      const { status, stack } = find(stackName, name);
      const state = states.find(stackName);
      if (status === 'FAILED' || (state && isInProgress(state.status)))
        throw new AwsError('InvalidChangeSetStatus', `ChangeSet [${name}] cannot be executed in its current status`);
      changeSets.delete(keyOf(stackName, name));
      const operation = engine.lastDeployed(stackName) ? stackOperations.update : stackOperations.create;
      states.enter(stackName, operation.inProgress, 'User Initiated');
      engine.inTurn(() => carryOut(stack, deployer));
    },
  };

  function planned(stack: PackagedStack): Pick<ChangeSet, 'changes' | 'status' | 'reason'> {
    try {
      const changes = engine.changes(stack);
      const before = states.find(stack.stackName)?.deployment;
      const same =
        before !== undefined &&
        isDeepStrictEqual([before.template, before.parameters], [stack.template, stack.parameters ?? {}]);
      if (same || (changes.length === 0 && !before)) return { changes: [], status: 'FAILED', reason: nothingToChange };
      return { changes, status: 'CREATE_COMPLETE' };
    } catch (error) {
      if (!(error instanceof DeployError)) throw error;
      return { changes: [], status: 'FAILED', reason: reasonOf(error) };
    }
  }
}

function validation(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
