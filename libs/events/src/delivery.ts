import * as z from 'zod/mini';
import { listOf } from './list-of';
import { openObject } from './open-object';
import { timestamp } from './timestamp';
import { tolerant } from './tolerant';

/** A mail server has taken the message for some recipients; it may bounce for them all the same, later. */
export const delivery = openObject({
  timestamp,
  /** From SES's acceptance to the receiver's. */
  processingTimeMillis: tolerant(z.number()),
  /** Those it was taken for, out of all in `mail.destination`. */
  recipients: listOf(z.string()),
  smtpResponse: tolerant(z.string()),
  /** The host of SES that handed it over. */
  reportingMTA: tolerant(z.string()),
  remoteMtaIp: tolerant(z.string()),
});

export type Delivery = z.output<typeof delivery>;
