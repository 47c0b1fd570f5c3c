import { isIntrinsic, isObject } from './intrinsic';
import { specOf } from './schema-faults';
import type { Fault, Template } from './template';

const pseudoParameters = new Set(
  ['AccountId', 'NoValue', 'NotificationARNs', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'].map(
    (name) => `AWS::${name}`,
  ),
);

/**
 * References that lead nowhere: `Ref`, `Fn::GetAtt` and the names in `Fn::Sub` to what the template does not have, an
 * attribute that the resource type does not have, `DependsOn` on nothing; functions that do not exist, and nulls, which
 * CloudFormation refuses.
 */
export function referenceFaults(template: Template): Fault[] {
  const { Resources } = template;
  const parameters = isObject(template['Parameters']) ? template['Parameters'] : {};
  const outputs = isObject(template['Outputs']) ? template['Outputs'] : {};
  return [
    ...Object.entries(Resources).flatMap(([id, resource]) => [
      ...dependencies(resource['DependsOn']).flatMap((target) =>
        target in Resources ? [] : [{ resource: id, path: 'DependsOn', problem: `there is no resource ${target}` }],
      ),
      ...within(resource.Properties, 'Properties', id),
    ]),
    ...Object.entries(outputs).flatMap(([name, output]) => within(output, name, 'Outputs')),
  ];

  function within(value: unknown, path: string, resource: string): Fault[] {
    const fault = (problem: string): Fault => ({ resource, path, problem });
    if (value === null) return [fault('is null')];
    if (Array.isArray(value)) return value.flatMap((element, index) => within(element, `${path}[${index}]`, resource));
    if (!isObject(value)) return [];
    const problems = isIntrinsic(value) ? problemsOf(value) : unknownFunctions(value);
    return [
      ...problems.map(fault),
      ...Object.entries(value).flatMap(([key, child]) => within(child, `${path}.${key}`, resource)),
    ];
  }

  function problemsOf(intrinsic: Record<string, unknown>): string[] {
    const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Sub': sub } = intrinsic;
    if (typeof ref === 'string') return problemsOfName(ref);
    if (typeof attribute === 'string') return problemsOfAttribute(...cut(attribute));
    if (Array.isArray(attribute)) return problemsOfAttribute(String(attribute[0]), attribute[1]);
    if (typeof sub === 'string') return problemsOfSub(sub, {});
    if (Array.isArray(sub) && isObject(sub[1])) return problemsOfSub(String(sub[0]), sub[1]);
    return [];
  }

  function problemsOfSub(text: string, variables: Record<string, unknown>): string[] {
    return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)]
      .map(([, name = '']) => name.trim())
      .filter((name) => !(name in variables))
      .flatMap((name) => (name.includes('.') ? problemsOfAttribute(...cut(name)) : problemsOfName(name)));
  }

  function problemsOfName(name: string): string[] {
    if (name in Resources || name in parameters || pseudoParameters.has(name)) return [];
    return [`there is no resource or parameter ${name}`];
  }

  function problemsOfAttribute(id: string, attribute: unknown): string[] {
    const target = Resources[id];
    if (!target) return [`there is no resource ${id}`];
    const known = specOf(target.Type)?.attributes;
    if (typeof attribute !== 'string' || known === undefined || attribute in known) return [];
    return [`${target.Type} has no attribute ${attribute}`];
  }
}

function unknownFunctions(value: Record<string, unknown>): string[] {
  const names = Object.keys(value).filter((key) => key.startsWith('Fn::'));
  return names.map((name) => `${name} is no function of CloudFormation, or does not stand alone`);
}

function dependencies(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
}

/** `Queue.Arn` is the attribute Arn of Queue; an attribute may have dots of its own. */
function cut(name: string): [id: string, attribute: string] {
  const dot = name.indexOf('.');
  return dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot + 1)];
}
