import * as z from 'zod';
import { DeployError } from './deploy-error';
import { schemaProblems } from './schema-problems';

/** A value as it stands in a template: JSON, intrinsic functions included. */
export type TemplateValue = string | number | boolean | null | TemplateValue[] | { [key: string]: TemplateValue };

/** Any JSON. A plain guard, because zod's own schema of JSON tries a union at every value, and templates are large. */
export const templateValue = z.custom<TemplateValue>(isTemplateValue, 'it must be JSON');

function isTemplateValue(value: unknown): value is TemplateValue {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  return typeof value === 'object' && Object.values(value ?? {}).every(isTemplateValue);
}

/** `Snapshot` has no meaning for any type that is emulated here, and AWS refuses it for them too. */
const deletionPolicy = z.enum(['Delete', 'Retain', 'RetainExceptOnCreate']);
const bound = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(Number);

const parameter = z.strictObject({
  Type: z.enum(['String', 'Number', 'CommaDelimitedList']),
  Default: z.union([z.string(), z.number()]).transform(String).exactOptional(),
  AllowedValues: z.array(z.union([z.string(), z.number()]).transform(String)).exactOptional(),
  AllowedPattern: z.string().exactOptional(),
  MinLength: bound.exactOptional(),
  MaxLength: bound.exactOptional(),
  MinValue: bound.exactOptional(),
  MaxValue: bound.exactOptional(),
  ConstraintDescription: z.string().exactOptional(),
  Description: z.string().exactOptional(),
  NoEcho: z.union([z.boolean(), z.enum(['true', 'false'])]).exactOptional(),
});

const resource = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), templateValue).exactOptional(),
  DependsOn: z.union([z.string(), z.array(z.string())]).exactOptional(),
  Condition: z.string().exactOptional(),
  DeletionPolicy: deletionPolicy.exactOptional(),
  UpdateReplacePolicy: deletionPolicy.exactOptional(),
  Metadata: templateValue.exactOptional(),
});

const output = z.strictObject({
  Value: templateValue,
  Description: z.string().exactOptional(),
  Condition: z.string().exactOptional(),
  Export: z.strictObject({ Name: templateValue }).exactOptional(),
});

const logicalId = z.string().regex(/^[A-Za-z0-9]+$/, 'a logical id holds letters and digits only');
const named = <Schema extends z.ZodType>(schema: Schema) => z.record(logicalId, schema).default({});

const template = z.strictObject({
  AWSTemplateFormatVersion: z.literal('2010-09-09').exactOptional(),
  Description: z.string().exactOptional(),
  Metadata: templateValue.exactOptional(),
  Parameters: named(parameter),
  Conditions: named(templateValue),
  Resources: named(resource),
  Outputs: named(output),
});

/** A CloudFormation template in JSON. Sections and attributes that are not listed here (Mappings, Transform, …) are refused. */
export type StackTemplate = z.infer<typeof template>;
export type TemplateParameter = z.infer<typeof parameter>;
export type TemplateResource = z.infer<typeof resource>;
export type TemplateOutput = z.infer<typeof output>;

/** Reads a template. Throws {@link DeployError} naming every member that is unknown or has the wrong shape. */
export function readTemplate(stackName: string, json: unknown): StackTemplate {
  const parsed = template.safeParse(json);
  if (!parsed.success) throw new DeployError(stackName, schemaProblems(parsed.error, 'template'));
  return parsed.data;
}
