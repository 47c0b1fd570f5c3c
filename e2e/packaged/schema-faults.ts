import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { isIntrinsic, isObject } from './intrinsic';
import type { Fault, Template } from './template';

const spec = loadAwsServiceSpecSync();
type PropertySpecs = ReturnType<typeof spec.all<'resource'>>[number]['properties'];
type PropertyType = PropertySpecs[string]['type'];
type PlacedProblem = Omit<Fault, 'resource'>;

const memberOfResource = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Condition',
  'Metadata',
  'CreationPolicy',
  'UpdatePolicy',
]);
const deletionPolicies = ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'];

/** What CloudFormation knows of a resource type; undefined for a type it does not know. */
export function specOf(type: string) {
  return spec.lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

/**
 * Where a template departs from AWS's own specification of its resources: types, properties at every depth and what is
 * required of them, kinds of values, and the values allowed where the specification lists them. What an intrinsic
 * function gives is not known before a deploy, and is taken for right.
 */
export function schemaFaults({ Resources }: Template): Fault[] {
  return Object.entries(Resources).flatMap(([id, resource]) => {
    const inResource = (problems: PlacedProblem[]) => problems.map((problem) => ({ resource: id, ...problem }));
    const known = specOf(resource.Type);
    if (!known)
      return inResource([{ path: 'Type', problem: `${resource.Type} is no resource type of CloudFormation` }]);
    return inResource([
      ...Object.keys(resource)
        .filter((member) => !memberOfResource.has(member))
        .map((member) => ({ path: member, problem: 'is no member of a resource' })),
      ...['DeletionPolicy', 'UpdateReplacePolicy'].flatMap((member) =>
        resource[member] === undefined ? [] : notAmong(resource[member], deletionPolicies, member),
      ),
      ...inProperties(resource.Properties, known.properties, 'Properties'),
    ]);
  });
}

function inProperties(values: Record<string, unknown>, properties: PropertySpecs, path: string): PlacedProblem[] {
  const missing = Object.entries(properties)
    .filter(([name, { required }]) => required === true && (values[name] === undefined || isNoValue(values[name])))
    .map(([name]) => ({ path: `${path}.${name}`, problem: 'is required' }));
  const wrong = Object.entries(values).flatMap(([name, value]) => {
    const property = properties[name];
    if (property) return inValue(value, property.type, `${path}.${name}`);
    return [{ path: `${path}.${name}`, problem: 'is no property that CloudFormation knows' }];
  });
  return [...missing, ...wrong];
}

function inValue(value: unknown, type: PropertyType, path: string): PlacedProblem[] {
  if (isIntrinsic(value)) return [];
  switch (type.type) {
    // CloudFormation turns numbers and booleans into text, and text into numbers and booleans, where they are wanted.
    case 'string':
      if (!['string', 'number', 'boolean'].includes(typeof value)) return notOf('text', path);
      return notAmong(value, type.allowedValues, path);
    case 'date-time':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? [] : notOf('a time', path);
    case 'number':
      return isNumber(value) ? [] : notOf('a number', path);
    case 'integer':
      if (!isNumber(value) || !Number.isInteger(Number(value))) return notOf('a whole number', path);
      return notAmong(Number(value), type.allowedValues, path);
    case 'boolean':
      return [true, false, 'true', 'false'].some((flag) => flag === value) ? [] : notOf('true or false', path);
    case 'array':
      if (!Array.isArray(value)) return notOf('a list', path);
      return value.flatMap((element, index) => inValue(element, type.element, `${path}[${index}]`));
    case 'map':
      if (!isObject(value)) return notOf('a map', path);
      return Object.entries(value).flatMap(([key, element]) => inValue(element, type.element, `${path}.${key}`));
    case 'ref':
      if (!isObject(value)) return notOf('an object', path);
      return inProperties(value, spec.get('typeDefinition', type.reference).properties, path);
    case 'tag':
      return isObject(value) ? inProperties(value, tag, path) : notOf('a tag', path);
    case 'union':
      return inUnion(value, type.types, path);
    case 'json':
      return isObject(value) || Array.isArray(value) ? [] : notOf('an object', path);
    case 'null':
      return value === null ? [] : notOf('null', path);
  }
}

const tag: PropertySpecs = {
  Key: { type: { type: 'string' }, required: true },
  Value: { type: { type: 'string' }, required: true },
};

/** Beside `json`, an alternative that tells what is inside is the one that was meant; of several, the one that fits best. */
function inUnion(value: unknown, alternatives: PropertyType[], path: string): PlacedProblem[] {
  const telling = alternatives.filter(({ type }) => type === 'array' || type === 'ref' || type === 'map');
  const meant = typeof value === 'object' && telling.length > 0 ? telling : alternatives;
  const tried = meant.map((type) => inValue(value, type, path)).sort((one, other) => one.length - other.length);
  return tried[0] ?? [];
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
}

function isNoValue(value: unknown): boolean {
  return isObject(value) && value['Ref'] === 'AWS::NoValue';
}

function notOf(kind: string, path: string): PlacedProblem[] {
  return [{ path, problem: `is not ${kind}` }];
}

function notAmong(value: unknown, allowed: readonly unknown[] | undefined, path: string): PlacedProblem[] {
  if (allowed === undefined || allowed.includes(value)) return [];
  return [{ path, problem: `is none of ${allowed.join(', ')}` }];
}
