import * as z from 'zod/mini';
import { listOf } from './list-of';
import { openObject } from './open-object';
import { timestamp } from './timestamp';
import { tolerant } from './tolerant';

/** The receiver did not take the message yet, and SES tries again. Several can come for one message. */
export const deliveryDelay = openObject({
  timestamp,
  /**
   * `InternalFailure`, `General`, `MailboxFull`, `SpamDetected`, `RecipientServerError`, `IPFailure`,
   * `TransientCommunicationFailure`, `BYOIPHostNameLookupUnavailable`, `Undetermined` or `SendingDeferral`; text, since
   * SES adds to them.
   */
  delayType: z.string(),
  delayedRecipients: listOf(
    openObject({
      emailAddress: z.string().check(z.minLength(1)),
      /** The enhanced status code, such as `4.2.2`. */
      status: tolerant(z.string()),
      /** What the receiving server said; can hold the address. */
      diagnosticCode: tolerant(z.string()),
    }),
  ),
  /** When SES gives up. */
  expirationTime: tolerant(timestamp),
  /** An IP address of SES. */
  reportingMTA: tolerant(z.string()),
});

export type DeliveryDelay = z.output<typeof deliveryDelay>;
