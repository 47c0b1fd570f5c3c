import * as z from 'zod';
import { AwsError } from '../../aws-error';
import { operation } from '../../operation';
import { stackIdOf } from '../pseudo-parameters';
import type { TemplateValue } from '../template';
import type { CloudFormationApi } from './cloudformation-api';
import { stackAccess, stackNameOf } from './stack-access';
import { readTemplateSource, templateAccess, templateSource } from './template-source';

/** A list of a Query request; the empty one arrives as empty text. */
const listOf = <Element extends z.ZodType>(element: Element) =>
  z.union([z.literal('').transform((): z.output<Element>[] => []), z.array(element)]).default([]);

/** A service role, rollback triggers, nested stacks and imports are not emulated, so a request that has them is refused by name. */
export const createChangeSet = operation<CloudFormationApi>()({
  name: 'CreateChangeSet',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html',
  input: z.strictObject({
    StackName: z.string().regex(/^([a-zA-Z][-a-zA-Z0-9]{0,127}|arn:.+)$/),
    ChangeSetName: z.string().regex(/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/),
    ChangeSetType: z.enum(['CREATE', 'UPDATE']).default('UPDATE'),
    ...templateSource,
    Parameters: listOf(z.strictObject({ ParameterKey: z.string(), ParameterValue: z.string() })),
    Capabilities: listOf(z.string()),
    NotificationARNs: listOf(z.never()),
    Tags: listOf(z.strictObject({ Key: z.string(), Value: z.string() })),
    Description: z.string().optional(),
  }),
  access: ({ s3 }, input) => [
    stackAccess('cloudformation:CreateChangeSet', input.StackName),
    ...templateAccess(s3, input),
  ],
  run({ cloudFormation, s3 }, input) {
    const stackName = stackNameOf(input.StackName);
    const template = readTemplateSource(s3, input);
    requireCapabilities(template, input.Capabilities);
    const { id } = cloudFormation.changeSets.create(input.ChangeSetName, input.ChangeSetType, {
      stackName,
      template,
      codeFolder: cloudFormation.codeFolder,
      parameters: Object.fromEntries(input.Parameters.map((one) => [one.ParameterKey, one.ParameterValue])),
      tags: input.Tags,
    });
    return { Id: id, StackId: stackIdOf(stackName) };
  },
});

const templateWithTypes = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() }),
  ),
});

/** The types that need a capability, and the property by which each has a name of its own; AWS's documentation of CreateChangeSet. */
const namesOfIam: Record<string, string> = {
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
};

/** Whoever deploys roles and what belongs to them must have said so. */
function requireCapabilities(template: TemplateValue, given: string[]): void {
  const parsed = templateWithTypes.safeParse(template);
  if (!parsed.success) return;
  const resources = Object.values(parsed.data.Resources).filter(({ Type }) => Type in namesOfIam);
  const named = resources.some(({ Type, Properties }) => Properties?.[namesOfIam[Type] ?? ''] !== undefined);
  const missing = named ? !given.includes('CAPABILITY_NAMED_IAM') : resources.length > 0 && given.length === 0;
  if (missing)
    throw new AwsError(
      'InsufficientCapabilitiesException',
      `Requires capabilities : [${named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'}]`,
    );
}
