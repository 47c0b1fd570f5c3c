import * as z from 'zod';
import { arn } from '../../account';
import { eventPattern } from '../../event-bus/event-pattern';
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

const target = z.strictObject({ Arn: z.string(), Id: z.string(), Input: z.string().exactOptional() });

/** A rule has a schedule, whose targets are functions, or a pattern, whose targets are topics. */
export const eventsRule = resourceType({
  type: 'AWS::Events::Rule',
  documentation: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-rule.html',
  properties: z
    .strictObject({
      Name: name(/^[A-Za-z0-9._-]+$/, 64).exactOptional(),
      Description: text.exactOptional(),
      ScheduleExpression: scheduleExpression.exactOptional(),
      EventPattern: eventPattern.exactOptional(),
      State: z.enum(['ENABLED', 'DISABLED']).exactOptional(),
      Targets: z.array(target).min(1).max(5).exactOptional(),
      Tags: tags.exactOptional(),
    })
    .refine(
      ({ ScheduleExpression, EventPattern }) => (ScheduleExpression === undefined) !== (EventPattern === undefined),
      'a rule has a ScheduleExpression or an EventPattern here, and not both',
    ),
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
  apply(properties, { stackName, logicalId, services: { lambda, schedules, eventBus } }) {
    const { Name, ScheduleExpression, EventPattern, State, Targets = [] } = properties;
    const reference = Name ?? generatedName(stackName, logicalId, 64);
    const enabled = State !== 'DISABLED';
    const rule = EventPattern
      ? eventBus.applyRule({
          ...{ name: reference, enabled, pattern: EventPattern },
          topicArns: Targets.map(({ Arn }) => topicArn(Arn)),
        })
      : schedules.applyRule({
          ...{ name: reference, enabled, scheduleExpression: ScheduleExpression ?? '' },
          targets: Targets.map(({ Arn, Input }) => ({
            functionName: existingFunction(Arn, lambda),
            ...(Input !== undefined && { input: Input }),
          })),
        });
    return { reference, attributes: { Arn: rule.arn, RuleName: reference } };
  },
  remove(ruleName, { services: { schedules, eventBus } }) {
    schedules.removeRule(ruleName);
    eventBus.removeRule(ruleName);
  },
});

function ruleArn(ruleName: string): string {
  return arn('events', `rule/${ruleName}`);
}

function topicArn(text: string): string {
  if (/^arn:aws:sns:/.test(text)) return text;
  throw new Error(`the target ${text} is no topic, and nothing else hears of events here`);
}
