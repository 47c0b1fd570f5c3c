import { evaluateConditions } from './conditions';
import { DeployError } from './deploy-error';
import { type Found, Pending, type Resolved, type Scope, UnresolvedError } from './intrinsics/intrinsic';
import { resolve } from './intrinsics/resolve';
import { inOrder } from './order';
import { readParameters } from './parameters';
import { appliedResources, pendingResources } from './resource-lookup';
import { resourceTypeOf } from './resource-types';
import type { AppliedResource, ResourceType } from './resources/resource-type';
import { parameterLookup, stackScope } from './scope';
import { settled } from './settled';
import type { StackTemplate, TemplateOutput, TemplateResource, TemplateValue } from './template';

export interface PlannedResource {
  logicalId: string;
  declared: TemplateResource;
  type: ResourceType;
  /** What it asks to own under a name of its own choice. */
  claim?: string;
}

export interface PlannedOutput {
  key: string;
  value: TemplateValue;
  /** The name it is exported under. */
  exportName?: string;
  /** Its value if that is known already; otherwise a resource must be applied first. */
  known?: string;
}

/** What a deploy will do, found without touching anything. */
export interface Plan {
  /** Each after what it depends on. */
  resources: PlannedResource[];
  outputs: PlannedOutput[];
  /** Names of the exports of other stacks that this one uses. */
  imports: string[];
  /** The scope in which resources and outputs are resolved, given what has been applied so far. */
  scope(applied: ReadonlyMap<string, AppliedResource>): Scope;
}

export interface PlanParts {
  stackName: string;
  template: StackTemplate;
  parameters: Record<string, string>;
  importValue: (exportName: string) => Found;
}

/**
 * Checks a whole template and orders its resources. What only an applied resource can tell is pending meanwhile, so
 * that every type, property, name and function is checked before the first resource is touched.
 * Throws {@link DeployError} with every problem found.
 */
export function planStack({ stackName, template, parameters: given, importValue }: PlanParts): Plan {
  const parameters = readParameters(template.Parameters, given);
  const lookup = parameterLookup(stackName, parameters.values);
  const conditions = evaluateConditions(template.Conditions, lookup);
  const problems = [...parameters.problems, ...conditions.problems];
  if (problems.length > 0) throw new DeployError(stackName, problems);

  const imports = new Set<string>();
  const parts = {
    stackName,
    parameters: parameters.values,
    conditions: conditions.holds,
    importValue(name: string) {
      imports.add(name);
      return importValue(name);
    },
  };
  const isExcluded = ({ Condition }: { Condition?: string }) =>
    Condition !== undefined && conditions.holds.get(Condition) === false;
  const resources: PlannedResource[] = [];
  const outputs: PlannedOutput[] = [];
  const dependencies = new Map<string, string[]>();
  const within = (path: string, declared: { Condition?: string }, check: () => void) => {
    if (declared.Condition !== undefined && !conditions.holds.has(declared.Condition))
      problems.push(`${path} has an unknown condition '${declared.Condition}'`);
    if (isExcluded(declared)) return;
    try {
      check();
    } catch (error) {
      if (!(error instanceof UnresolvedError)) throw error;
      problems.push(error.message);
    }
  };

  for (const [logicalId, declared] of Object.entries(template.Resources))
    within(`resource ${logicalId}`, declared, () => {
      const asked = new Set([declared.DependsOn ?? []].flat());
      dependencies.set(logicalId, []);
      for (const id of asked)
        if (!template.Resources[id]) problems.push(`resource ${logicalId}: DependsOn of an unknown resource '${id}'`);
      const scope = stackScope(
        parts,
        pendingResources(template.Resources, isExcluded, (id) => asked.add(id)),
      );
      const checked = checkResource(logicalId, declared, scope);
      dependencies.set(logicalId, [...asked]);
      if ('problems' in checked) problems.push(...checked.problems);
      else resources.push(checked);
    });
  const outputScope = stackScope(
    parts,
    pendingResources(template.Resources, isExcluded, () => undefined),
  );
  for (const [key, declared] of Object.entries(template.Outputs))
    within(`output ${key}`, declared, () => outputs.push(checkOutput(key, declared, outputScope)));

  const ordered = inOrder(dependencies);
  if ('circle' in ordered) problems.push(`resources depend on each other in a circle: ${ordered.circle.join(' -> ')}`);
  if (problems.length > 0 || 'circle' in ordered) throw new DeployError(stackName, problems);
  return {
    resources: ordered.order.flatMap(
      (logicalId) => resources.find((resource) => resource.logicalId === logicalId) ?? [],
    ),
    outputs,
    imports: [...imports],
    scope: (applied) => stackScope(parts, appliedResources(applied)),
  };
}

function checkResource(
  logicalId: string,
  declared: TemplateResource,
  scope: Scope,
): PlannedResource | { problems: string[] } {
  const type = resourceTypeOf(declared.Type);
  if (!type) return { problems: [`resource ${logicalId}: the type ${declared.Type} is not emulated`] };
  const path = `resource ${logicalId}.Properties`;
  const read = type.read(settled(resolve(declared.Properties ?? {}, scope, path)), path);
  if ('problems' in read) return { problems: read.problems.map((problem) => `${problem} (${type.type})`) };
  return { logicalId, declared, type, ...(read.claim !== undefined && { claim: read.claim }) };
}

function checkOutput(key: string, { Value, Export }: TemplateOutput, scope: Scope): PlannedOutput {
  const known = outputText(resolve(Value, scope, `output ${key}.Value`), `output ${key}.Value`);
  const output = { key, value: Value, ...(!(known instanceof Pending) && { known }) };
  if (!Export) return output;
  const exportName = resolve(Export.Name, scope, `output ${key}.Export.Name`);
  if (typeof exportName !== 'string')
    throw new UnresolvedError(`output ${key}.Export.Name`, 'an export is named by text that depends on no resource');
  return { ...output, exportName };
}

/** The value of an output as text. Throws {@link UnresolvedError} for a list or an object. */
export function outputText(value: Resolved, path: string): string | Pending {
  if (value instanceof Pending || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new UnresolvedError(path, 'an output is one text');
}
