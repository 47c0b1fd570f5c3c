import * as z from 'zod/mini';
import { timestamp } from './timestamp';
import { tolerant } from './tolerant';

const strings = z.array(z.string());

const tags = z.pipe(
  z.catch(z.record(z.string(), strings), {}),
  z.transform((values): ReadonlyMap<string, readonly string[]> => new Map(Object.entries(values))),
);

/**
 * The message that an event is about (AWS documentation: "Contents of event data that Amazon SES publishes to Amazon
 * SNS", the mail object). Only what every event carries is asked for; the rest is there when SES sent it.
 */
export const mail = z.object({
  /** When the message was given to SES. */
  timestamp,
  /** The id SES gave the message; not its Message-ID header. */
  messageId: z.string().check(z.minLength(1)),
  /** The sender, possibly with a display name. */
  source: z.string(),
  /** Every recipient of the message, blind copies too; never those an event is about. */
  destination: strings,
  /** Message tags, SES's own (`ses:…`) and the sender's. A map, because a tag may be called `constructor`. */
  tags: z.prefault(tags, {}),
  sourceArn: tolerant(z.string()),
  sendingAccountId: tolerant(z.string()),
  headersTruncated: tolerant(
    z.union([
      z.boolean(),
      z.pipe(
        z.literal(['true', 'false']),
        z.transform((text) => text === 'true'),
      ),
    ]),
  ),
  headers: tolerant(z.array(z.object({ name: z.string(), value: z.string() }))),
  commonHeaders: tolerant(
    z.object({
      from: tolerant(strings),
      to: tolerant(strings),
      messageId: tolerant(z.string()),
      subject: tolerant(z.string()),
    }),
  ),
});

export type Mail = z.output<typeof mail>;
