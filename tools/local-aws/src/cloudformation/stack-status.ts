/** What CloudFormation may be doing to a stack, and how its status reads while it does, when it is done, and when it failed. */
export interface StackOperation {
  inProgress: StackStatus;
  complete: StackStatus;
  failed: StackStatus;
}

export type StackStatus =
  | 'REVIEW_IN_PROGRESS'
  | `${'CREATE' | 'UPDATE' | 'DELETE' | 'ROLLBACK' | 'UPDATE_ROLLBACK'}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`;

const operation = (verb: 'CREATE' | 'UPDATE' | 'DELETE' | 'ROLLBACK' | 'UPDATE_ROLLBACK'): StackOperation => ({
  inProgress: `${verb}_IN_PROGRESS`,
  complete: `${verb}_COMPLETE`,
  failed: `${verb}_FAILED`,
});

export const stackOperations = {
  create: operation('CREATE'),
  update: operation('UPDATE'),
  remove: operation('DELETE'),
  /** Takes away again what a create that failed has made. */
  rollBackCreate: operation('ROLLBACK'),
  /** Brings back what was there before an update that failed. */
  rollBackUpdate: operation('UPDATE_ROLLBACK'),
};

/** Whether something is being done to a stack in this status. */
export function isInProgress(status: StackStatus): boolean {
  return status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
}

export type ResourceStatus = `${'CREATE' | 'UPDATE' | 'DELETE'}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`;

/** Something that happened to a resource while its stack was deployed or removed. */
export interface ResourceEvent {
  logicalId: string;
  type: string;
  physicalId?: string;
  status: ResourceStatus;
  /** Why it failed. */
  reason?: string;
}

/** Hears what happens to the resources of one stack, in order. */
export type Hear = (event: ResourceEvent) => void;
