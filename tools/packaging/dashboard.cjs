const streams = ['transactional', 'marketing'];
const [width, height] = [12, 6];

/**
 * The dashboard of a stage: what is sent and what becomes of it, how the streams stand, what waits, and what goes wrong. Made of
 * the metrics that the functions write into their logs, and of SQS's and Lambda's own.
 *
 * @param {{ functions: Record<string, string>, queues: Record<string, string> }} names
 */
function widgets({ functions, queues }) {
  const ours = (metric, name, by = {}) => ['Sesame', metric, 'function', name, ...Object.entries(by).flat()];
  const ofStreams = (name, metrics) =>
    streams.flatMap((stream) =>
      metrics.map((metric) => [...ours(metric, name, { stream }), { label: `${stream} ${metric}` }]),
    );
  const perFunction = (metric) => Object.values(functions).map((name) => ['AWS/Lambda', metric, 'FunctionName', name]);
  const perQueue = (metric, isWanted) =>
    Object.values(queues)
      .filter(isWanted)
      .map((name) => ['AWS/SQS', metric, 'QueueName', name]);
  const isDeadLetters = (name) => name.endsWith('-dead-letter');
  const held = ['HeldPaced', 'HeldThrottled', 'HeldQuota', 'HeldPaused'];
  return [
    graph('Given to SES', ofStreams(functions.senderDeliver, ['Sent', 'Failed', 'Suppressed', 'Unknown'])),
    graph('Held, by reason', ofStreams(functions.senderDeliver, held)),
    graph('Bounce and complaint rates', ofStreams(functions.metricsGuard, ['BounceRate', 'ComplaintRate']), 'Maximum'),
    graph('Paused and warned streams', ofStreams(functions.metricsGuard, ['Paused', 'Warned']), 'Maximum'),
    graph('Events and facts', [ours('Events', functions.metricsRecord), ours('Facts', functions.metricsRecord)]),
    graph('Not confirmed', [['Sesame', 'NotConfirmed', 'service', functions.senderSweep]]),
    graph(
      'Oldest message of each queue (s)',
      perQueue('ApproximateAgeOfOldestMessage', (name) => !isDeadLetters(name)),
      'Maximum',
    ),
    graph('Dead letters', perQueue('ApproximateNumberOfMessagesVisible', isDeadLetters), 'Maximum'),
    graph('Errors', perFunction('Errors')),
    graph('Throttles', perFunction('Throttles')),
  ].map((widget, index) => ({ ...widget, x: (index % 2) * width, y: Math.floor(index / 2) * height, width, height }));
}

function graph(title, metrics, stat = 'Sum') {
  return {
    type: 'metric',
    properties: { title, metrics, stat, period: 300, region: '${AWS::Region}', view: 'timeSeries' },
  };
}

/** What the Serverless Framework calls for `${file(tools/packaging/dashboard.cjs):body}`. */
module.exports = async ({ resolveVariable }) => ({
  body: { 'Fn::Sub': JSON.stringify({ widgets: widgets(await resolveVariable('self:custom.names')) }) },
});
