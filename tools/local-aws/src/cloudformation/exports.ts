import type { Found } from './intrinsics/intrinsic';
import type { PlannedOutput } from './plan';
import type { Export, StackRecords } from './stack-records';

type ExportRecords = Pick<StackRecords, 'exportNamed' | 'exportsOf' | 'importersOf' | 'outputsOf'>;

/**
 * Why a stack may not have these exports: a name that another stack has, or a change to one that another stack imports.
 * A value that is not known yet is judged when it is.
 */
export function exportProblems(
  stackName: string,
  outputs: Pick<PlannedOutput, 'exportName' | 'known'>[],
  records: ExportRecords,
): string[] {
  const names = outputs.flatMap(({ exportName }) => exportName ?? []);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const taken = names.flatMap((name) => {
    const owner = records.exportNamed(name)?.stackName;
    return owner === undefined || owner === stackName
      ? []
      : [`Export with name ${name} is already exported by stack ${owner}`];
  });
  const changed = records.exportsOf(stackName).flatMap(({ name, value }) => {
    const importers = records.importersOf(name).filter((importer) => importer !== stackName);
    if (importers.length === 0) return [];
    const output = outputs.find(({ exportName }) => exportName === name);
    if (!output) return [`Export ${name} cannot be deleted as it is in use by ${importers.join(', ')}`];
    const same = output.known === undefined || output.known === value;
    return same ? [] : [`Export ${name} cannot be updated as it is in use by ${importers.join(', ')}`];
  });
  return [...twice.map((name) => `two outputs export the name ${name}`), ...taken, ...changed];
}

/** What Fn::ImportValue gives, or why there is nothing under that name and which stack would have to be deployed first. */
export function findExport(stackName: string, name: string, records: ExportRecords): Found {
  const found: Export | undefined = records.exportNamed(name);
  if (found) return { value: found.value };
  const owner = likelyOwner(stackName, name);
  const problem = `an export named '${name}', which no deployed stack has`;
  if (owner === undefined) return { problem };
  return records.outputsOf(owner) === undefined
    ? { problem: `${problem}; the stack ${owner} is not deployed, and must be deployed first` }
    : { problem: `${problem}; the stack ${owner} is deployed and does not export it` };
}

/** The root stack is called by what the names of its exports and of its services' stacks begin with: `sesame-local`. */
function likelyOwner(stackName: string, exportName: string): string | undefined {
  const words = stackName.split('-');
  const others = exportName.split('-');
  const different = words.findIndex((word, index) => word !== others[index]);
  const shared = words.slice(0, different < 0 ? words.length : different).join('-');
  return shared === '' || shared === stackName ? undefined : shared;
}
