import * as z from 'zod';
import { arn } from '../account';
import { groupAccess } from '../logs/group-access';
import { generatedName } from './derived-ids';
import { type Calls, calls } from './resources/calls';
import { resourceType, type ResourceType } from './resources/resource-type';
import { type TemplateValue, templateValue } from './template';

interface InertType {
  type: `AWS::${string}`;
  /** Why it may be accepted and do nothing. */
  why: string;
  documentation: string;
  /** Names of its properties; their values are not looked at. */
  properties: string[];
  /** The property that names it, and how long a name may be that AWS makes where there is none. */
  named: { by: string; longest: number };
  attributes: Record<string, (name: string) => string>;
  calls: Calls<{ name: string; properties: Record<string, TemplateValue | undefined> }>;
}

const guide = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide';

const inertTypes: InertType[] = [
  {
    type: 'AWS::Logs::LogGroup',
    why: 'Whether a function may write its log is asked of its role; the group itself holds only how long AWS keeps it.',
    documentation: `${guide}/aws-resource-logs-loggroup.html`,
    properties: ['LogGroupName', 'RetentionInDays', 'LogGroupClass', 'KmsKeyId', 'Tags'],
    named: { by: 'LogGroupName', longest: 512 },
    attributes: { Arn: (name) => arn('logs', `log-group:${name}:*`) },
    calls: {
      create: ({ name, properties }, { tagged }) =>
        ['CreateLogGroup', 'RetentionInDays' in properties && 'PutRetentionPolicy', tagged && 'TagResource'].flatMap(
          (operation) => (operation === false ? [] : [groupAccess(`logs:${operation}`, name)]),
        ),
      update: ({ name }) => [groupAccess('logs:PutRetentionPolicy', name)],
      remove: (name) => [groupAccess('logs:DeleteLogGroup', name)],
    },
  },
  {
    type: 'AWS::CloudWatch::Alarm',
    why: 'There are no CloudWatch metrics here that could set it off.',
    documentation: `${guide}/aws-resource-cloudwatch-alarm.html`,
    properties: [
      ...['ActionsEnabled', 'AlarmActions', 'AlarmDescription', 'AlarmName', 'ComparisonOperator', 'DatapointsToAlarm'],
      ...['Dimensions', 'EvaluateLowSampleCountPercentile', 'EvaluationPeriods', 'ExtendedStatistic'],
      ...['InsufficientDataActions', 'MetricName', 'Metrics', 'Namespace', 'OKActions', 'Period', 'Statistic', 'Tags'],
      ...['Threshold', 'ThresholdMetricId', 'TreatMissingData', 'Unit'],
    ],
    named: { by: 'AlarmName', longest: 255 },
    attributes: { Arn: (name) => alarmArn(name) },
    calls: {
      create: ({ name, properties }, { tagged }) => [
        ...calls('cloudwatch', ['PutMetricAlarm'], alarmArn(name), alarmActions(properties)),
        ...calls('cloudwatch', ['DescribeAlarms', tagged && 'TagResource'], alarmArn(name)),
      ],
      update: ({ name, properties }) => [
        ...calls('cloudwatch', ['PutMetricAlarm'], alarmArn(name), alarmActions(properties)),
        ...calls('cloudwatch', ['DescribeAlarms'], alarmArn(name)),
      ],
      remove: (name) => calls('cloudwatch', ['DescribeAlarms', 'DeleteAlarms'], alarmArn(name)),
    },
  },
  {
    type: 'AWS::CloudWatch::Dashboard',
    why: 'It only shows CloudWatch metrics, of which there are none here.',
    documentation: `${guide}/aws-resource-cloudwatch-dashboard.html`,
    properties: ['DashboardName', 'DashboardBody'],
    named: { by: 'DashboardName', longest: 255 },
    attributes: {},
    calls: {
      create: ({ name }) => calls('cloudwatch', ['PutDashboard', 'GetDashboard'], dashboardArn(name)),
      remove: (name) => calls('cloudwatch', ['DeleteDashboards'], dashboardArn(name)),
    },
  },
];

/** Why each inert type is accepted, by type. */
export const reasonsOfInertTypes: Record<string, string> = Object.fromEntries(
  inertTypes.map(({ type, why }) => [type, why]),
);

/** The types that are accepted, answer Ref and Fn::GetAtt as on AWS, and do nothing. A list on purpose: no other type is. */
export const inertResourceTypes: ResourceType[] = inertTypes.map(
  ({ type, documentation, properties, named, attributes, calls: called }) =>
    resourceType({
      type,
      documentation,
      calls: {
        create: (given, context) => called.create(namedThing(given, named, context), context),
        update: (given, context) => (called.update ?? called.create)(namedThing(given, named, context), context),
        remove: called.remove,
      },
      properties: z.strictObject(Object.fromEntries(properties.map((key) => [key, templateValue.optional()]))),
      attributes: Object.keys(attributes),
      claim: (given) => textIn(given[named.by]),
      apply(given, { stackName, logicalId }) {
        const { name } = namedThing(given, named, { stackName, logicalId });
        const values = Object.entries(attributes).map(([attribute, of]) => [attribute, of(name)] as const);
        return { reference: name, attributes: Object.fromEntries(values) };
      },
      remove: () => undefined,
    }),
);

function namedThing(
  properties: Record<string, TemplateValue | undefined>,
  { by, longest }: InertType['named'],
  { stackName, logicalId }: { stackName: string; logicalId: string },
) {
  return { name: textIn(properties[by]) ?? generatedName(stackName, logicalId, longest), properties };
}

function alarmArn(alarmName: string): string {
  return arn('cloudwatch', `alarm:${alarmName}`);
}

function alarmActions({ AlarmActions: actions }: Record<string, TemplateValue | undefined>): Record<string, string[]> {
  const arns = Array.isArray(actions) ? actions.filter((action) => typeof action === 'string') : [];
  return arns.length === 0 ? {} : { 'cloudwatch:AlarmActions': arns };
}

/** A dashboard is of an account, and of no region. */
function dashboardArn(dashboardName: string): string {
  return arn('cloudwatch', `dashboard/${dashboardName}`, { region: '' });
}

function textIn(value: TemplateValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
