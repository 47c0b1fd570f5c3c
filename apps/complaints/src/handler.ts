// Complaint feedback reaches this queue as SES, SNS, SQS. A record that throws is delivered again on its own, and in the end
// goes to the dead-letter queue. Redelivery is harmless: a fact merged twice is a fact merged once.
import { ownConnection } from '@sesame/email';
import { emailIdOf, MalformedEventError, parseSnsWrappedEvent, shortFeedbackId } from '@sesame/events';
import { documentClient, environment, forEachRecord, log } from '@sesame/lambda';
import { factTime, suppressionTable, type SuppressionTable } from '@sesame/suppression';
import { applyComplaint } from './apply-complaint';

const { SUPPRESSIONS_TABLE, COMPLAINTS_TOPIC_ARN } = environment(['SUPPRESSIONS_TABLE', 'COMPLAINTS_TOPIC_ARN']);
const suppressions: Pick<SuppressionTable, 'add'> = suppressionTable({
  dynamoDb: documentClient(),
  tableName: SUPPRESSIONS_TABLE,
});

export const handler = forEachRecord(async ({ body, attributes }) => {
  const message = parseSnsWrappedEvent(body, { topicArn: COMPLAINTS_TOPIC_ARN });
  if (message.kind === 'setup') return;
  if (message.event.type !== 'complaint') throw new MalformedEventError('Message.eventType', 'is not Complaint');

  const { complaint, mail } = message.event;
  const { feedbackId } = complaint;
  const sourceId = emailIdOf(mail);
  const heardAt = new Date(Number(attributes.SentTimestamp));
  const time = factTime({ reportedAt: complaint.timestamp, messageSentAt: mail.timestamp, heardAt });
  if (time === undefined)
    throw new MalformedEventError('Message.mail.timestamp', 'lies more than a day after its arrival');

  const source = { connection: ownConnection, scope: 'all', time, feedbackId, ...(sourceId && { sourceId }) } as const;
  for (const verdict of applyComplaint(complaint)) {
    if (verdict.decision === 'suppress') {
      const { recipient: address, reason: code } = verdict;
      await suppressions.add({ ...source, address, origin: 'complaint', reason: { code } });
    }
    log.info(verdict.decision, { reason: verdict.reason, feedback: shortFeedbackId(feedbackId) });
  }
});
