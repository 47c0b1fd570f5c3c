// Bounce feedback reaches this queue as SES, SNS, SQS. A record that throws is delivered again on its own, and in the end
// goes to the dead-letter queue. Redelivery is harmless: a fact merged twice is a fact merged once.
import { ownConnection } from '@sesame/email';
import { emailIdOf, MalformedEventError, parseSnsWrappedEvent, shortFeedbackId } from '@sesame/events';
import { documentClient, environment, forEachRecord, log } from '@sesame/lambda';
import { factTime, suppressionTable, type SuppressionTable } from '@sesame/suppression';
import { applyBounce } from './apply-bounce';

const { SUPPRESSIONS_TABLE, BOUNCES_TOPIC_ARN } = environment(['SUPPRESSIONS_TABLE', 'BOUNCES_TOPIC_ARN']);
const suppressions: Pick<SuppressionTable, 'add' | 'addSoftBounce'> = suppressionTable({
  dynamoDb: documentClient(),
  tableName: SUPPRESSIONS_TABLE,
});

export const handler = forEachRecord(async ({ body, attributes }) => {
  const message = parseSnsWrappedEvent(body, { topicArn: BOUNCES_TOPIC_ARN });
  if (message.kind === 'setup') return;
  if (message.event.type !== 'bounce') throw new MalformedEventError('Message.eventType', 'is not Bounce');

  const { bounce, mail } = message.event;
  const { feedbackId } = bounce;
  const sourceId = emailIdOf(mail);
  const heardAt = new Date(Number(attributes.SentTimestamp));
  const time = factTime({ reportedAt: bounce.timestamp, messageSentAt: mail.timestamp, heardAt });
  if (time === undefined)
    throw new MalformedEventError('Message.mail.timestamp', 'lies more than a day after its arrival');

  const source = { connection: ownConnection, scope: 'all', time, feedbackId, ...(sourceId && { sourceId }) } as const;
  const feedback = shortFeedbackId(feedbackId);
  for (const { recipient: address, status, ...verdict } of applyBounce(bounce)) {
    if (verdict.decision === 'leave') {
      log.info('leave', { reason: verdict.reason, feedback });
      continue;
    }
    const { decision, reason: code } = verdict;
    const bounced = { ...source, address, reason: { code, ...(status && { status }) } };
    if (decision === 'suppress') {
      await suppressions.add({ ...bounced, origin: 'bounce' });
      log.info('suppress', { reason: code, feedback });
    } else {
      const { decision, bounces } = await suppressions.addSoftBounce(bounced);
      log.info(decision, { reason: code, feedback, bounces });
    }
  }
});
