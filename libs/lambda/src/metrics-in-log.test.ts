import { log } from './log';
import { metricsInLog } from './metrics-in-log';

test('a line of the log holds numbers as CloudWatch reads them, beside its own members', () => {
  const lines: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const now = new Date('2026-11-22T12:00:00.000Z');
  const measured = { metrics: { Events: 100, Facts: 120 }, by: { stream: 'marketing' } };
  log.info('recorded', { failed: 0, ...metricsInLog(measured, { functionName: 'sesame-prod-metrics-record', now }) });

  const Metrics = [{ Name: 'Events' }, { Name: 'Facts' }];
  const CloudWatchMetrics = [{ Namespace: 'Sesame', Dimensions: [['function', 'stream']], Metrics }];
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      ...{ level: 'INFO', message: 'recorded', failed: 0 },
      _aws: { Timestamp: now.getTime(), CloudWatchMetrics },
      ...{ function: 'sesame-prod-metrics-record', stream: 'marketing', Events: 100, Facts: 120 },
    },
  ]);
});
