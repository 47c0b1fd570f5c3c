import type { Connection } from '@sesame/email';
import type { FactDetails } from './fact-details';

/** One thing that became of a message, for one recipient where SES says for which. */
export type Fact = {
  connection: Connection;
  /** SES's id for the message. */
  messageId: string;
  /** Sesame's id of the e-mail; missing for mail that Sesame did not send. */
  emailId?: string | undefined;
  /** When it happened, by the clock of whoever reported it. */
  time: Date;
  /** When the message was given to SES, by SES's clock. */
  sentAt: Date;
  /** Who it happened to, as `recipientHash` says it. */
  recipient?: string | undefined;
  configurationSet?: string | undefined;
  /** The domain the message was sent from. */
  fromDomain?: string | undefined;
  /** What Sesame rendered the message from, as the tag `sesame-template` says it. */
  template?: string | undefined;
  /** The sender's own tags of the message, as many as fit. */
  tags?: Readonly<Record<string, string>> | undefined;
  /** How many of the recipients it is about are at SES's mailbox simulator; missing where none is. */
  simulatedRecipients?: number | undefined;
  details: FactDetails;
};
