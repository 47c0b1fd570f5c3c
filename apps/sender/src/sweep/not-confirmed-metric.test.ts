import { notConfirmedMetric } from './not-confirmed-metric';

test('each e-mail is counted in a line that CloudWatch makes a metric of, under the dimension that the alarm names', () => {
  const lines: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const count = notConfirmedMetric('sesame-prod-sender-sweep');
  count();
  count();

  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    _aws: {
      CloudWatchMetrics: [
        { Namespace: 'Sesame', Dimensions: [['service']], Metrics: [{ Name: 'NotConfirmed', Unit: 'Count' }] },
      ],
    },
    service: 'sesame-prod-sender-sweep',
    NotConfirmed: 1,
  });
});
