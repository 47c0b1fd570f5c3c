import * as z from 'zod/mini';
import { listOf } from './list-of';
import { openObject } from './open-object';
import { tags } from './tags';
import { timestamp } from './timestamp';
import { tolerant } from './tolerant';

const texts = listOf(z.string());

/**
 * The message that a record is about (AWS documentation: "Contents of event data that Amazon SES publishes to Amazon
 * SNS" and "Amazon SNS notification contents for Amazon SES", the mail object). Only what every record carries is asked
 * for; the rest is there when SES sent it.
 */
export const mail = openObject({
  /** When the message was given to SES. */
  timestamp,
  /** The id SES gave the message; not its Message-ID header. */
  messageId: z.string().check(z.minLength(1)),
  /** The sender, possibly with a display name. */
  source: z.string(),
  /** Every recipient of the message, blind copies too; never those a record is about. */
  destination: texts,
  /** Message tags, SES's own (`ses:…`) and the sender's. Feedback notifications have none. */
  tags,
  /** Of the identity that was sent from; missing where somebody opened or clicked. */
  sourceArn: tolerant(z.string()),
  /** The account that called SES; another than the identity's where sending was delegated. */
  sendingAccountId: tolerant(z.string()),
  /** Who called SES, and from where: feedback notifications only, events have tags for both. */
  callerIdentity: tolerant(z.string()),
  sourceIp: tolerant(z.string()),
  headersTruncated: tolerant(
    z.union([
      z.boolean(),
      z.pipe(
        z.literal(['true', 'false']),
        z.transform((text) => text === 'true'),
      ),
    ]),
  ),
  /** As the sender wrote them: any case, and a name may come twice. */
  headers: tolerant(listOf(openObject({ name: z.string(), value: z.string() }))),
  commonHeaders: tolerant(
    openObject({
      from: tolerant(texts),
      sender: tolerant(z.string()),
      returnPath: tolerant(z.string()),
      replyTo: tolerant(texts),
      /** Can be one text with commas for all of them: recipients are counted in `destination`. */
      to: tolerant(texts),
      cc: tolerant(texts),
      bcc: tolerant(texts),
      /** In the form of the header, which is the sender's. */
      date: tolerant(z.string()),
      /** SES's id of the message in events, and the sender's own Message-ID header in feedback notifications. */
      messageId: tolerant(z.string()),
      /** Missing in what is sent from a template of SES. */
      subject: tolerant(z.string()),
    }),
  ),
});

export type Mail = z.output<typeof mail>;
