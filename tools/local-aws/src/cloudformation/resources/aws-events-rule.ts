import * as z from 'zod';
import { arn } from '../../account';
import { generatedName } from '../derived-ids';
import { rateMs } from '../../schedules/rate-expression';
import { name, tags, text } from '../property-values';
import { existingFunction } from './function-name';
import { calls } from './calls';
import { resourceType } from './resource-type';

const scheduleExpression = z.string().superRefine((expression, context) => {
  try {
    rateMs(expression);
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : String(error));
  }
});

export const eventsRule = resourceType({
  type: 'AWS::Events::Rule',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-rule.html',
  properties: z.strictObject({
    Name: name(/^[A-Za-z0-9._-]+$/, 64).exactOptional(),
    Description: text.exactOptional(),
    ScheduleExpression: scheduleExpression,
    State: z.enum(['ENABLED', 'DISABLED']).exactOptional(),
    Targets: z
      .array(z.strictObject({ Arn: z.string(), Id: z.string(), Input: z.string().exactOptional() }))
      .min(1)
      .max(5)
      .exactOptional(),
    Tags: tags.exactOptional(),
  }),
  attributes: ['Arn', 'RuleName'],
  claim: ({ Name }) => Name,
  calls: {
    create: ({ Name, Targets = [] }, { stackName, logicalId, tagged }) =>
      calls(
        'events',
        ['PutRule', Targets.length > 0 && 'PutTargets', 'DescribeRule', tagged && 'TagResource'],
        ruleArn(Name ?? generatedName(stackName, logicalId, 64)),
      ),
    update: ({ Name, Targets = [] }, { stackName, logicalId }) =>
      calls(
        'events',
        ['DescribeRule', 'ListTargetsByRule', 'PutRule', Targets.length > 0 && 'PutTargets'],
        ruleArn(Name ?? generatedName(stackName, logicalId, 64)),
      ),
    remove: (ruleName) => calls('events', ['ListTargetsByRule', 'RemoveTargets', 'DeleteRule'], ruleArn(ruleName)),
  },
  apply({ Name, ScheduleExpression, State, Targets = [] }, { stackName, logicalId, services: { lambda, schedules } }) {
    const reference = Name ?? generatedName(stackName, logicalId, 64);
    const { arn: Arn } = schedules.applyRule({
      name: reference,
      scheduleExpression: ScheduleExpression,
      enabled: State !== 'DISABLED',
      targets: Targets.map(({ Arn, Input }) => ({
        functionName: existingFunction(Arn, lambda),
        ...(Input !== undefined && { input: Input }),
      })),
    });
    return { reference, attributes: { Arn, RuleName: reference } };
  },
  remove: (ruleName, { services: { schedules } }) => schedules.removeRule(ruleName),
});

function ruleArn(ruleName: string): string {
  return arn('events', `rule/${ruleName}`);
}
