import type { Found, Resolved, Scope } from './intrinsics/intrinsic';
import type { ParameterValue } from './parameters';
import { pseudoParameters } from './pseudo-parameters';

/** What the resources of a template answer to Ref and Fn::GetAtt. */
export interface ResourceLookup {
  /** Undefined if the template declares no such resource. */
  reference(logicalId: string): Found | undefined;
  attribute(logicalId: string, attribute: string): Found | undefined;
}

export interface StackScopeParts {
  stackName: string;
  parameters: ReadonlyMap<string, ParameterValue>;
  conditions: ReadonlyMap<string, boolean>;
  importValue: (exportName: string) => Found;
}

/** Looks up the parameters and pseudo parameters of a stack. */
export function parameterLookup(stackName: string, parameters: ReadonlyMap<string, ParameterValue>) {
  const pseudo = pseudoParameters(stackName);
  return (name: string): { value: Resolved } | undefined => {
    const value = parameters.get(name) ?? pseudo.get(name);
    return value === undefined ? undefined : { value };
  };
}

/** The scope that the resources and outputs of one stack are resolved in. */
export function stackScope(
  { stackName, parameters, conditions, importValue }: StackScopeParts,
  resources: ResourceLookup,
): Scope {
  const parameter = parameterLookup(stackName, parameters);
  return {
    reference: (name) =>
      parameter(name) ?? resources.reference(name) ?? { problem: `an unknown parameter or resource '${name}'` },
    attribute: (logicalId, attribute) =>
      resources.attribute(logicalId, attribute) ?? { problem: `an unknown resource '${logicalId}'` },
    importValue,
    condition: (name) => conditions.get(name),
  };
}
