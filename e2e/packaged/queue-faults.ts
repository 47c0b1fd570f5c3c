import * as z from 'zod';
import { arnTarget, type Fault, type Resource, resourcesOf, type Template } from './template';

/** Seconds. AWS documentation: API_CreateQueue, MessageRetentionPeriod and VisibilityTimeout; API_CreateFunction, Timeout. */
const defaults = { retention: 345_600, visibility: 30, timeout: 3, batchingWindow: 0 };
/** What Lambda asks of a queue it polls. AWS documentation: Using Lambda with Amazon SQS. */
const [fewestReceives, visibilityTimeouts] = [5, 6];

/** Where a message could be lost, taken twice for no reason, or lie in a dead-letter queue that nobody looks at. */
export function queueFaults(template: Template): Fault[] {
  const queues = new Map(resourcesOf(template, 'AWS::SQS::Queue'));
  const subscriptions = resourcesOf(template, 'AWS::SNS::Subscription');
  const deadLetterQueues = new Set(
    [...queues, ...subscriptions].map(([, { Properties }]) => deadLetterQueueOf(Properties)),
  );
  return [
    ...[...queues].flatMap(([id, queue]) =>
      deadLetterQueues.has(id) ? unwatched(template, id, queue) : undelivered(id, queue, queues),
    ),
    ...subscriptions.flatMap(([id, { Properties }]) => {
      if (queues.has(deadLetterQueueOf(Properties) ?? '')) return [];
      return [fault(id, 'Properties.RedrivePolicy', 'what SNS cannot deliver has no dead-letter queue')];
    }),
    ...resourcesOf(template, 'AWS::Lambda::EventSourceMapping').flatMap(([id, { Properties }]) => {
      const queue = queues.get(arnTarget(Properties['EventSourceArn']) ?? '');
      const lambda = template.Resources[arnTarget(Properties['FunctionName']) ?? ''];
      return [...failAsOne(id, Properties), ...(queue && lambda ? polledTooSoon(id, Properties, queue, lambda) : [])];
    }),
  ];
}

function undelivered(id: string, { Properties }: Resource, queues: Map<string, Resource>): Fault[] {
  const deadLetters = queues.get(deadLetterQueueOf(Properties) ?? '');
  if (!deadLetters) return [fault(id, 'Properties.RedrivePolicy', 'has no dead-letter queue of this stack')];
  const expectedName = `${String(Properties['QueueName'])}-dead-letter`;
  const receives = z.object({ maxReceiveCount: z.int().min(fewestReceives) });
  const kept = secondsOf(deadLetters.Properties['MessageRetentionPeriod'], defaults.retention);
  const keptHere = secondsOf(Properties['MessageRetentionPeriod'], defaults.retention);
  return [
    // By this name `npm run redrive` finds the dead letters of a queue, and the way back.
    ...(deadLetters.Properties['QueueName'] === expectedName
      ? []
      : [fault(id, 'Properties.QueueName', `its dead letters are not in ${expectedName}`)]),
    ...(receives.safeParse(Properties['RedrivePolicy']).success
      ? []
      : [fault(id, 'Properties.RedrivePolicy.maxReceiveCount', `is not at least ${fewestReceives}`)]),
    // A message's age counts from the first queue on.
    ...(kept >= keptHere
      ? []
      : [
          fault(
            id,
            'Properties.MessageRetentionPeriod',
            `${keptHere} s is longer than the ${kept} s of its dead letters`,
          ),
        ]),
  ];
}

function unwatched(template: Template, id: string, { Properties }: Resource): Fault[] {
  const alarm = z.object({
    Namespace: z.literal('AWS/SQS'),
    MetricName: z.literal('ApproximateNumberOfMessagesVisible'),
    Dimensions: z.tuple([
      z.object({ Name: z.literal('QueueName'), Value: z.literal(String(Properties['QueueName'])) }),
    ]),
    Threshold: z.literal(0),
    ComparisonOperator: z.literal('GreaterThanThreshold'),
  });
  const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');
  if (alarms.some(([, { Properties: properties }]) => alarm.safeParse(properties).success)) return [];
  return [fault(id, '', 'no alarm tells that this dead-letter queue is not empty')];
}

function failAsOne(id: string, mapping: Record<string, unknown>): Fault[] {
  const types = z.array(z.string()).safeParse(mapping['FunctionResponseTypes']).data ?? [];
  if (types.includes('ReportBatchItemFailures')) return [];
  return [fault(id, 'Properties.FunctionResponseTypes', 'does not name ReportBatchItemFailures')];
}

function polledTooSoon(id: string, mapping: Record<string, unknown>, queue: Resource, lambda: Resource): Fault[] {
  const timeout = secondsOf(lambda.Properties['Timeout'], defaults.timeout);
  const window = secondsOf(mapping['MaximumBatchingWindowInSeconds'], defaults.batchingWindow);
  const visibility = secondsOf(queue.Properties['VisibilityTimeout'], defaults.visibility);
  const least = visibilityTimeouts * timeout + window;
  if (visibility >= least) return [];
  return [fault(id, 'Properties.EventSourceArn', `its queue's visibility timeout is ${visibility} s, not ${least} s`)];
}

function deadLetterQueueOf({ RedrivePolicy }: Record<string, unknown>): string | undefined {
  return arnTarget(z.object({ deadLetterTargetArn: z.unknown() }).safeParse(RedrivePolicy).data?.deadLetterTargetArn);
}

/** A value that CloudFormation computes is not known here, and no number satisfies a rule. */
function secondsOf(value: unknown, byDefault: number): number {
  return value === undefined ? byDefault : z.coerce.number().catch(Number.NaN).parse(value);
}

function fault(resource: string, path: string, problem: string): Fault {
  return { resource, path, problem };
}
