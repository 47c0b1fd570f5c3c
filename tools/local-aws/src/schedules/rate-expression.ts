import { AwsError } from '../aws-error';

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Milliseconds between two runs of `rate(5 minutes)`. One is written in the singular, more in the plural.
 * AWS documentation: "Amazon EventBridge schedule expression reference".
 */
export function rateMs(scheduleExpression: string): number {
  const { count, unit, plural } =
    /^rate\((?<count>[1-9]\d*) (?<unit>minute|hour|day)(?<plural>s?)\)$/.exec(scheduleExpression)?.groups ?? {};
  if ((unit === 'minute' || unit === 'hour' || unit === 'day') && (count === '1') === (plural === '')) {
    return Number(count) * unitMs[unit];
  }
  if (scheduleExpression.startsWith('cron(')) {
    throw new AwsError(
      'ValidationException',
      `Sesame's embedded AWS: ${scheduleExpression} cannot be run here, only rate(…) expressions can.`,
    );
  }
  throw new AwsError('ValidationException', 'Parameter ScheduleExpression is not valid.');
}
