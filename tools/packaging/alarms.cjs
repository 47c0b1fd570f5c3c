const watched = {
  errors: {
    MetricName: 'Errors',
    AlarmDescription: 'Errors in two of three five minutes. Nothing is lost; the log of the function says why.',
  },
  throttles: {
    MetricName: 'Throttles',
    AlarmDescription:
      'Lambda had no room for the function in two of three five minutes: look at the concurrency of the account.',
  },
};

/**
 * The alarms that every function has, by what they watch and by the function's name in names.yml, and what every alarm does:
 * it tells the topic of alerts.
 *
 * @param {{ functions: Record<string, string>, topics: { alerts: string } }} names
 */
function alarms({ functions, topics }) {
  const actions = [{ 'Fn::Sub': `arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:${topics.alerts}` }];
  const of = (watch) =>
    Object.fromEntries(Object.entries(functions).map(([key, name]) => [key, alarm(watch, name, actions)]));
  return { actions, errors: of('errors'), throttles: of('throttles') };
}

function alarm(watch, functionName, AlarmActions) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: `${functionName}-${watch}`,
      ...watched[watch],
      Namespace: 'AWS/Lambda',
      Dimensions: [{ Name: 'FunctionName', Value: functionName }],
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions,
    },
  };
}

/** What the Serverless Framework calls for `${file(../../tools/packaging/alarms.cjs):errors.bounces}`. */
module.exports = async ({ resolveVariable }) => alarms(await resolveVariable('self:custom.names'));
