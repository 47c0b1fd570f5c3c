import * as z from 'zod/mini';
import { listOf } from './list-of';
import { openObject } from './open-object';
import { timestamp } from './timestamp';
import { tolerant } from './tolerant';

/**
 * What a complaint says (AWS documentation: "Contents of event data that Amazon SES publishes to Amazon SNS", the
 * complaint object). Types and subtypes are text, since SES adds to them.
 */
export const complaint = openObject({
  /** Those who may have complained: most providers hide which recipient of theirs it was. */
  complainedRecipients: listOf(openObject({ emailAddress: z.string().check(z.minLength(1)) })),
  /** When the provider sent the complaint. */
  timestamp,
  /** The id of the complaint; the same when it is published again. */
  feedbackId: z.string().check(z.minLength(1)),
  /**
   * `OnAccountSuppressionList` when SES did not send, because of an earlier complaint, and unverified
   * `OnTenantSuppressionList`; else missing or null.
   */
  complaintSubType: tolerant(z.string()),
  /** `abuse`, `auth-failure`, `fraud`, `not-spam`, `other` or `virus`; missing without a feedback report. */
  complaintFeedbackType: tolerant(z.string()),
  /** The system that reported the complaint. */
  userAgent: tolerant(z.string()),
  arrivalDate: tolerant(timestamp),
});

export type Complaint = z.output<typeof complaint>;
