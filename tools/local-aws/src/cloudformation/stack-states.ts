import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Clock } from '../clock';
import type { Store } from '../store';
import type { ResourceEvent, ResourceStatus, StackStatus } from './stack-status';
import { templateValue } from './template';

const deployment = z.object({
  /** The template in JSON, as it was given. */
  template: templateValue,
  parameters: z.record(z.string(), z.string()),
  tags: z.array(z.object({ Key: z.string(), Value: z.string() })),
});
/** What a stack was last deployed from with success. */
export type Deployment = z.infer<typeof deployment>;

export interface StackState {
  stackName: string;
  status: StackStatus;
  reason?: string;
  /** Milliseconds since 1970, as all times here. */
  createdAt: number;
  updatedAt: number;
  /** Absent until a first deploy is complete. */
  deployment?: Deployment;
}

export interface StackEvent {
  id: string;
  logicalId: string;
  type: string;
  physicalId: string;
  status: ResourceStatus | StackStatus;
  reason?: string;
  at: number;
}

/** How each stack stands, what it was deployed from, and what happened to it: kept in the store. */
export interface StackStates {
  find(stackName: string): StackState | undefined;
  all(): StackState[];
  /** Changes a stack's status, which is an event of the stack itself; the stack is new if there was none. */
  enter(stackName: string, status: StackStatus, reason?: string): void;
  /** The same, and notes what the stack is deployed from now. */
  complete(stackName: string, status: StackStatus, deployed: Deployment): void;
  tell(stackName: string, event: ResourceEvent): void;
  /** Newest first; of each stack the newest five hundred are kept. */
  events(stackName: string): StackEvent[];
  forget(stackName: string): void;
}

const keptEvents = 500;
const stackType = 'AWS::CloudFormation::Stack';
// What stands in the table was written by `enter`, `complete` and `tell`, whose types say which words there are.
const status = z.custom<StackStatus>((value) => typeof value === 'string');
const stateRow = z.object({
  stack: z.string(),
  status,
  reason: z.string().nullable(),
  created_at: z.number(),
  updated_at: z.number(),
  deployment: z
    .string()
    .transform((text) => deployment.parse(JSON.parse(text)))
    .nullable(),
});
const eventRow = z.object({
  event_id: z.string(),
  logical_id: z.string(),
  type: z.string(),
  physical_id: z.string(),
  status: z.custom<ResourceStatus | StackStatus>((value) => typeof value === 'string'),
  reason: z.string().nullable(),
  at: z.number(),
});

/** `stackId` gives a stack's ARN, which is the physical id of its own events. */
export function openStackStates({
  store,
  clock,
  stackId,
}: {
  store: Store;
  clock: Clock;
  stackId: (stackName: string) => string;
}): StackStates {
  const { database } = store;
  database.exec(`
    create table if not exists cloudformation_states (
      stack text primary key, status text not null, reason text, created_at integer not null, updated_at integer not null,
      deployment text
    ) strict;
    create table if not exists cloudformation_events (
      id integer primary key, event_id text not null, stack text not null, logical_id text not null, type text not null,
      physical_id text not null, status text not null, reason text, at integer not null
    ) strict;
    create index if not exists cloudformation_events_of_stack on cloudformation_events (stack, id);
  `);
  const prepared = {
    find: database.prepare('select * from cloudformation_states where stack = ?'),
    all: database.prepare('select * from cloudformation_states order by created_at, rowid'),
    enter: database.prepare(
      `insert into cloudformation_states (stack, status, reason, created_at, updated_at) values (?1, ?2, ?3, ?4, ?4)
       on conflict (stack) do update set status = ?2, reason = ?3, updated_at = ?4`,
    ),
    deployed: database.prepare('update cloudformation_states set deployment = ? where stack = ?'),
    tell: database.prepare(
      `insert into cloudformation_events (event_id, stack, logical_id, type, physical_id, status, reason, at)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    trim: database.prepare(
      `delete from cloudformation_events where stack = ?1 and id <=
         (select id from cloudformation_events where stack = ?1 order by id desc limit 1 offset ${keptEvents})`,
    ),
    events: database.prepare('select * from cloudformation_events where stack = ? order by id desc'),
    dropState: database.prepare('delete from cloudformation_states where stack = ?'),
    dropEvents: database.prepare('delete from cloudformation_events where stack = ?'),
  };
  const toState = (row: unknown): StackState => {
    const { stack, status, reason, created_at, updated_at, deployment } = stateRow.parse(row);
    const times = { createdAt: created_at, updatedAt: updated_at };
    return {
      stackName: stack,
      status,
      ...times,
      ...(reason !== null && { reason }),
      ...(deployment && { deployment }),
    };
  };
  const tell = (stackName: string, event: Omit<StackEvent, 'id' | 'at'>) => {
    const { logicalId, type, physicalId, status, reason = null } = event;
    prepared.tell.run(randomUUID(), stackName, logicalId, type, physicalId, status, reason, clock.now());
    prepared.trim.run(stackName);
  };
  const enter = (stackName: string, status: StackStatus, reason?: string) =>
    store.transaction(() => {
      prepared.enter.run(stackName, status, reason ?? null, clock.now());
      const physicalId = stackId(stackName);
      const event = { logicalId: stackName, type: stackType, physicalId, status };
      tell(stackName, reason === undefined ? event : { ...event, reason });
    });

  return {
    find(stackName) {
      const row = prepared.find.get(stackName);
      return row && toState(row);
    },
    all: () => prepared.all.all().map(toState),
    enter,
    complete: (stackName, status, deployed) =>
      store.transaction(() => {
        enter(stackName, status);
        prepared.deployed.run(JSON.stringify(deployed), stackName);
      }),
    tell: (stackName, event) => tell(stackName, { physicalId: '', ...event }),
    events: (stackName) =>
      prepared.events.all(stackName).map((row) => {
        const { event_id: id, logical_id: logicalId, physical_id: physicalId, reason, ...rest } = eventRow.parse(row);
        return { id, logicalId, physicalId, ...rest, ...(reason !== null && { reason }) };
      }),
    forget: (stackName) =>
      store.transaction(() => {
        prepared.dropState.run(stackName);
        prepared.dropEvents.run(stackName);
      }),
  };
}
