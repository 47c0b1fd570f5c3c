// Bounce feedback reaches this queue as SES, SNS, SQS. A record that throws is delivered again on its own, and in the end
// goes to the dead-letter queue. Redelivery is harmless: a fact merged twice is a fact merged once.
import { ownConnection } from '@sesame/email';
import { emailIdOf, MalformedEventError, parseSnsWrappedEvent } from '@sesame/events';
import { documentClient, environment, forEachRecord, log } from '@sesame/lambda';
import { suppressionTable, type SuppressionTable } from '@sesame/suppression';
import { applyBounce } from './apply-bounce';

const { SUPPRESSIONS_TABLE, BOUNCES_TOPIC_ARN } = environment(['SUPPRESSIONS_TABLE', 'BOUNCES_TOPIC_ARN']);
const suppressions: Pick<SuppressionTable, 'add'> = suppressionTable({
  dynamoDb: documentClient(),
  tableName: SUPPRESSIONS_TABLE,
});

export const handler = forEachRecord(async ({ body }) => {
  const message = parseSnsWrappedEvent(body, { topicArn: BOUNCES_TOPIC_ARN });
  if (message.kind === 'setup') return;
  if (message.event.type !== 'bounce') throw new MalformedEventError('Message.eventType', 'is not Bounce');

  const { bounce, mail } = message.event;
  const { feedbackId, timestamp: time } = bounce;
  const sourceId = emailIdOf(mail);
  for (const { recipient: address, decision, reason } of applyBounce(bounce)) {
    if (decision === 'suppress') {
      const fact = { connection: ownConnection, scope: 'all', address, origin: 'bounce', time, feedbackId } as const;
      await suppressions.add({ ...fact, ...(sourceId !== undefined && { sourceId }) });
    }
    log.info(decision, { reason, feedbackId });
  }
});
