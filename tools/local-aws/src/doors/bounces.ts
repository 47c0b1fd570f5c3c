import * as z from 'zod';
import { type Door, json, refused } from './door';

const input = z.strictObject({
  messageId: z.string(),
  bounceType: z.enum(['Transient', 'Undetermined']),
  bounceSubType: z.string().min(1),
  status: z
    .string()
    .regex(/^[45]\.\d{1,3}\.\d{1,3}$/)
    .exactOptional(),
  recipients: z.array(z.string()).min(1).exactOptional(),
});

/**
 * `POST /_sesame/bounces {"messageId", "bounceType", "bounceSubType", "status"?, "recipients"?}`: SES reports a bounce of a
 * message it accepted, as when the receiver sends it days later. Answers the record that it publishes. For permanent
 * bounces there is the mailbox simulator.
 */
export const reportBounce: Door = {
  method: 'POST',
  path: '/_sesame/bounces',
  open({ ses }, { body }) {
    const parsed = input.safeParse(body);
    if (!parsed.success) return refused(422, z.prettifyError(parsed.error));
    const report = ses.reportBounce(parsed.data);
    switch (report.outcome) {
      case 'published':
        return json(report.record);
      case 'no such message':
        return refused(404, 'SES accepted no message with this MessageId.');
      case 'no configuration set':
        return refused(422, 'This message was sent without a configuration set, so SES says nothing about it.');
      case 'no such recipient':
        return refused(422, `This message did not go to ${report.recipient}.`);
    }
  },
};
