import * as z from 'zod/mini';
import { listOf } from './list-of';
import { openObject } from './open-object';
import { timestamp } from './timestamp';
import { tolerant } from './tolerant';

/**
 * What a bounce says (AWS documentation: "Contents of event data that Amazon SES publishes to Amazon SNS", the bounce
 * object). Types and subtypes are text, since SES adds to them.
 */
export const bounce = openObject({
  /** `Permanent`, `Transient` or `Undetermined`. */
  bounceType: z.string(),
  /**
   * - Permanent: `General`, `NoEmail`, `Suppressed`, `OnAccountSuppressionList`, `OnTenantSuppressionList`,
   *   `EmailValidationSuppressed`, and `UnsubscribedRecipient`, which is unverified.
   * - Transient: `General`, `MailboxFull`, `MessageTooLarge`, `CustomTimeoutExceeded`, `ContentRejected`,
   *   `AttachmentRejected`.
   * - Undetermined: `Undetermined`.
   */
  bounceSubType: z.string(),
  /** The recipients that bounced for this cause, out of all in `mail.destination`; seen empty. */
  bouncedRecipients: listOf(
    openObject({
      emailAddress: z.string().check(z.minLength(1)),
      action: tolerant(z.string()),
      /** The enhanced status code, such as `5.1.1`. */
      status: tolerant(z.string()),
      /** What the receiving server said; can hold the address. */
      diagnosticCode: tolerant(z.string()),
    }),
  ),
  /** When the receiving server sent the bounce, by its clock. */
  timestamp,
  /** The id of the bounce; the same when it is published again. */
  feedbackId: z.string().check(z.minLength(1)),
  /** `dns; amazonses.com` where SES itself made the bounce. */
  reportingMTA: tolerant(z.string()),
  remoteMtaIp: tolerant(z.string()),
});

export type Bounce = z.output<typeof bounce>;
