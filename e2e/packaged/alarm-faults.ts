import * as z from 'zod';
import { type Fault, resourcesOf, type Template } from './template';

const toTheAlerts = z.tuple([z.object({ 'Fn::Sub': z.string().regex(/:sns:.*:sesame-[a-z0-9-]+-alerts$/) })]);
const watched = ['Errors', 'Throttles'] as const;

/** What could go wrong without anybody being told: a function without an alarm, an alarm that tells nobody. */
export function alarmFaults(template: Template): Fault[] {
  const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');
  const silent = alarms.flatMap(([resource, { Properties }]) =>
    toTheAlerts.safeParse(Properties['AlarmActions']).success
      ? []
      : [{ resource, path: 'Properties.AlarmActions', problem: 'is not the topic of alerts' }],
  );
  const unwatched = resourcesOf(template, 'AWS::Lambda::Function').flatMap(([resource, { Properties }]) => {
    const named = z.tuple([
      z.object({ Name: z.literal('FunctionName'), Value: z.literal(String(Properties['FunctionName'])) }),
    ]);
    return watched.flatMap((metric) => {
      const ofIt = z.object({ Namespace: z.literal('AWS/Lambda'), MetricName: z.literal(metric), Dimensions: named });
      if (alarms.some(([, alarm]) => ofIt.safeParse(alarm.Properties).success)) return [];
      return [{ resource, path: '', problem: `no alarm tells of its ${metric.toLowerCase()}` }];
    });
  });
  return [...silent, ...unwatched];
}
