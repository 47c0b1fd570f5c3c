import type { Connection, Stream } from '@sesame/email';
import type { Reason } from './reason';

/** Why an address is suppressed, the weightiest first: the first live one is what is shown. */
export const origins = ['complaint', 'bounce', 'manual'] as const;

export type Origin = (typeof origins)[number];

/** For which mail an address is suppressed: for all, or for one stream. */
export type Scope = 'all' | Stream;

/** One reason to suppress one address, as it was heard: a bounce, a complaint, or a person's wish. */
export type Fact = {
  connection: Connection;
  scope: Scope;
  /** As the feedback or the person spelled it; SES's own list is asked with this spelling. */
  address: string;
  origin: Origin;
  /** When it happened, by the clock of whoever reported it (`factTime` says how far that is believed). */
  time: Date;
  /** SES's id of the feedback; empty for what a person added. */
  feedbackId: string;
  /** Sesame's id of the e-mail that bounced, was complained about or unsubscribed from, where it is known. */
  sourceId?: string;
  /** Why, where feedback or the recipient told it. */
  reason?: Reason;
};

/** One bounce that suppresses only together with others, such as one of a full mailbox. */
export type SoftBounce = Omit<Fact, 'origin'>;

/** A live entry of the suppression list, as people and programs are shown it. */
export type ShownSuppression = {
  id: string;
  /** Absent where the person behind it was forgotten. */
  email?: string;
  /** Present where only mail of this stream is suppressed; without it, all is. */
  stream?: Stream;
  origin: Origin;
  createdAt: Date;
  feedbackId: string;
  sourceId?: string;
  reason?: Reason;
  /** When a person's wish ends; absent from what lasts. */
  expiresAt?: Date;
  /** Present where SES's own list is known to hold the address too. */
  syncedToSes?: boolean;
};
