import * as z from 'zod';
import type { Store } from '../store';

/** What is remembered of a resource, so that a later deploy can update or remove it. */
export interface ResourceRecord {
  logicalId: string;
  type: string;
  physicalId: string;
  /** What its type can take away again. */
  owned: string[];
  /** Stays when it leaves its template or its stack is removed. */
  retained: boolean;
  /** Its place in the order in which the stack was applied. */
  position: number;
}

export interface Export {
  name: string;
  stackName: string;
  value: string;
}

/** The deployed stacks, kept in the store. Nothing in it holds a port. */
export interface StackRecords {
  stackNames(): string[];
  /** Undefined for a stack that has not been deployed. */
  outputsOf(stackName: string): Record<string, string> | undefined;
  /** In the order in which they were applied. */
  resourcesOf(stackName: string): ResourceRecord[];
  /** Who owns this thing of a type's, of all stacks. */
  ownersOf(type: string, owned: string): { stackName: string; logicalId: string }[];
  exportNamed(name: string): Export | undefined;
  exportsOf(stackName: string): Export[];
  /** Of all stacks, by name. */
  exports(): Export[];
  /** Names of the stacks that import this export. */
  importersOf(exportName: string): string[];
  /** Notes that a stack is being deployed and what it imports, keeping what an earlier deploy noted. */
  begin(stackName: string, imports: string[]): void;
  keep(stackName: string, resource: ResourceRecord): void;
  forget(stackName: string, logicalId: string): void;
  /** Notes what a finished deploy has made of the stack. */
  complete(stackName: string, result: { outputs: Record<string, string>; exports: Export[]; imports: string[] }): void;
  remove(stackName: string): void;
}

const resourceRow = z.object({
  logical_id: z.string(),
  type: z.string(),
  physical_id: z.string(),
  owned: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  retained: z.number(),
  position: z.number(),
});
const exportRow = z.object({ name: z.string(), stack: z.string(), value: z.string() });
const stackRow = z.object({ stack: z.string() });
const ownerRow = z.object({ stack: z.string(), logical_id: z.string() });
const outputsRow = z.object({
  outputs: z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text))),
});

export function openStackRecords(store: Store): StackRecords {
  const { database } = store;
  database.exec(`
    create table if not exists cloudformation_stacks (stack text primary key, outputs text not null) strict;
    create table if not exists cloudformation_resources (
      stack text not null, logical_id text not null, type text not null, physical_id text not null, owned text not null,
      retained integer not null, position integer not null, primary key (stack, logical_id)
    ) strict;
    create table if not exists cloudformation_exports (name text primary key, stack text not null, value text not null) strict;
    create table if not exists cloudformation_imports (stack text not null, export text not null, primary key (stack, export)) strict;
  `);
  const prepared = {
    stacks: database.prepare('select stack from cloudformation_stacks order by rowid'),
    outputs: database.prepare('select outputs from cloudformation_stacks where stack = ?'),
    resources: database.prepare('select * from cloudformation_resources where stack = ? order by position'),
    owners: database.prepare(
      `select stack, logical_id from cloudformation_resources as resource, json_each(resource.owned) as thing
       where resource.type = ? and thing.value = ?`,
    ),
    exportNamed: database.prepare('select * from cloudformation_exports where name = ?'),
    exports: database.prepare('select * from cloudformation_exports order by name'),
    exportsOf: database.prepare('select * from cloudformation_exports where stack = ?'),
    importers: database.prepare('select stack from cloudformation_imports where export = ? order by stack'),
    addStack: database.prepare(`insert or ignore into cloudformation_stacks values (?, '{}')`),
    setOutputs: database.prepare('update cloudformation_stacks set outputs = ? where stack = ?'),
    addExport: database.prepare('insert into cloudformation_exports values (?, ?, ?)'),
    addImport: database.prepare('insert or ignore into cloudformation_imports values (?, ?)'),
    keep: database.prepare('insert or replace into cloudformation_resources values (?, ?, ?, ?, ?, ?, ?)'),
    forget: database.prepare('delete from cloudformation_resources where stack = ? and logical_id = ?'),
    dropExports: database.prepare('delete from cloudformation_exports where stack = ?'),
    dropImports: database.prepare('delete from cloudformation_imports where stack = ?'),
    dropResources: database.prepare('delete from cloudformation_resources where stack = ?'),
    dropStack: database.prepare('delete from cloudformation_stacks where stack = ?'),
  };
  const toExport = ({ name, stack, value }: z.infer<typeof exportRow>): Export => ({ name, stackName: stack, value });

  return {
    stackNames: () => prepared.stacks.all().map((row) => stackRow.parse(row).stack),
    outputsOf: (stackName) => outputsRow.optional().parse(prepared.outputs.get(stackName))?.outputs,
    resourcesOf: (stackName) =>
      prepared.resources.all(stackName).map((row) => {
        const { logical_id: logicalId, physical_id: physicalId, retained, ...rest } = resourceRow.parse(row);
        return { logicalId, physicalId, retained: retained === 1, ...rest };
      }),
    ownersOf: (type, owned) =>
      prepared.owners.all(type, owned).map((row) => {
        const { stack: stackName, logical_id: logicalId } = ownerRow.parse(row);
        return { stackName, logicalId };
      }),
    exportNamed(name) {
      const row = exportRow.optional().parse(prepared.exportNamed.get(name));
      return row && toExport(row);
    },
    exportsOf: (stackName) => prepared.exportsOf.all(stackName).map((row) => toExport(exportRow.parse(row))),
    exports: () => prepared.exports.all().map((row) => toExport(exportRow.parse(row))),
    importersOf: (exportName) => prepared.importers.all(exportName).map((row) => stackRow.parse(row).stack),
    begin: (stackName, imports) =>
      store.transaction(() => {
        prepared.addStack.run(stackName);
        for (const name of imports) prepared.addImport.run(stackName, name);
      }),
    keep(stackName, { logicalId, type, physicalId, owned, retained, position }) {
      prepared.keep.run(stackName, logicalId, type, physicalId, JSON.stringify(owned), Number(retained), position);
    },
    forget: (stackName, logicalId) => void prepared.forget.run(stackName, logicalId),
    complete: (stackName, { outputs, exports, imports }) =>
      store.transaction(() => {
        prepared.setOutputs.run(JSON.stringify(outputs), stackName);
        prepared.dropExports.run(stackName);
        for (const { name, value } of exports) prepared.addExport.run(name, stackName, value);
        prepared.dropImports.run(stackName);
        for (const name of imports) prepared.addImport.run(stackName, name);
      }),
    remove: (stackName) =>
      store.transaction(() => {
        for (const drop of [prepared.dropExports, prepared.dropImports, prepared.dropResources, prepared.dropStack])
          drop.run(stackName);
      }),
  };
}
