// Every minute: the rates of each stream are looked at, and a stream that would cost the account its reputation is paused.
import { PutConfigurationSetSendingOptionsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ownConnection, streams } from '@sesame/email';
import { documentClient, environment, log, metricsInLog, nameOfError } from '@sesame/lambda';
import { standingTable } from '@sesame/standing';
import { rollupReader } from '../counts/rollup-reader';
import { guardMetrics } from './guard-metrics';
import { guardStream, type GuardParts } from './guard-stream';
import { limits } from './limits';

const env = environment([
  'ALERTS_TOPIC_ARN',
  'AWS_LAMBDA_FUNCTION_NAME',
  'GUARD_LIMITS',
  'MARKETING_CONFIGURATION_SET',
  'ROLLUPS_TABLE',
  'STREAMS_TABLE',
  'TRANSACTIONAL_CONFIGURATION_SET',
]);
const client = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_500, requestTimeout: 6_000, throwOnRequestTimeout: true },
};
const [dynamoDb, ses, sns] = [documentClient(), new SESv2Client(client), new SNSClient(client)];

const parts: GuardParts = {
  standings: standingTable({ dynamoDb, tableName: env.STREAMS_TABLE }),
  rollups: rollupReader({ dynamoDb, tableName: env.ROLLUPS_TABLE }),
  configurationSets: {
    transactional: env.TRANSACTIONAL_CONFIGURATION_SET,
    marketing: env.MARKETING_CONFIGURATION_SET,
  },
  limits: limits.parse(JSON.parse(env.GUARD_LIMITS)),
  async setSending(ConfigurationSetName, SendingEnabled) {
    await ses.send(new PutConfigurationSetSendingOptionsCommand({ ConfigurationSetName, SendingEnabled }));
  },
  async tell({ subject: Subject, message: Message }) {
    await sns.send(new PublishCommand({ TopicArn: env.ALERTS_TOPIC_ARN, Subject, Message }));
  },
  now: () => new Date(),
};

export async function handler(): Promise<void> {
  const guarded = await Promise.allSettled(
    streams.map(async (stream) => {
      const { failed, ...after } = await guardStream(parts, { connection: ownConnection, stream });
      const place = { functionName: env.AWS_LAMBDA_FUNCTION_NAME, now: parts.now() };
      log.info('guarded', { decision: after.judgement.decision, ...metricsInLog(guardMetrics(after), place) });
      return failed;
    }),
  );
  const failed = guarded.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : one.value));
  // The error is what the alarm of this function counts: a stream may be sending that should not, or the other way.
  if (failed.length > 0) throw new Error(`The guard could not do everything: ${failed.map(nameOfError).join(', ')}`);
}
