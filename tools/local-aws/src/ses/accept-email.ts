import { arn, region } from '../account';
import { AwsError } from '../aws-error';
import type { Store } from '../store';
import type { AcceptedMails } from './accepted-mail';
import type { AccountSettings } from './account-settings';
import type { ConfigurationSets } from './configuration-sets';
import { handOver, type HandOverParts } from './hand-over';
import type { Identities } from './identities';
import type { AcceptedEmail } from './message/accepted-email';
import { countedRecipients, type Email, envelopeOf } from './message/email';
import { messageId } from './message/message-id';
import type { SendLimits } from './send-limits';
import type { SuppressionReason } from './suppression-list';

export interface AcceptEmailParts extends HandOverParts {
  store: Store;
  account: AccountSettings;
  identities: Identities;
  configurationSets: ConfigurationSets;
  mails: AcceptedMails;
  limits: SendLimits;
}

/** Who sends, for the tags of the events. */
export interface Sender {
  sourceIp: string;
  callerIdentity: string;
}

/**
 * Takes an e-mail or throws what SES refuses it with. The message, everything that becomes of it and its events are one
 * transaction, so an event is durable before SES answers.
 */
export type AcceptEmail = (email: Email, sender: Sender) => { messageId: string };

export function createAcceptEmail(parts: AcceptEmailParts): AcceptEmail {
  const { store, clock, account, identities, configurationSets, mails, limits } = parts;
  return (email, sender) => {
    const share = { all: envelopeOf(email).length, counted: countedRecipients(email) };
    const accepted = store.transaction(() => {
      const suppressedReasons = reasonsInForce(email, configurationSets, account);
      const identity = verifiedIdentity(email, identities);
      limits.requireRoom(share);
      const acceptedAt = clock.now();
      const accepted: AcceptedEmail = {
        ...email,
        ...sender,
        messageId: messageId(acceptedAt),
        acceptedAt,
        sourceArn: arn('ses', `identity/${identity}`),
      };
      mails.keep(accepted);
      handOver(accepted, suppressedReasons, parts);
      return { messageId: accepted.messageId };
    });
    limits.take(share);
    return accepted;
  };
}

function reasonsInForce(email: Email, sets: ConfigurationSets, account: AccountSettings): SuppressionReason[] {
  const { configurationSetName: name } = email;
  if (name === undefined) return account.suppressedReasons;
  const { sendingEnabled, suppressedReasons } = sets.required(name);
  if (sendingEnabled) return suppressedReasons;
  // The text is unverified; the exception is SES's (AWS documentation: SES API v2, SendEmail).
  throw new AwsError('SendingPausedException', `Email sending is disabled for configuration set <${name}>.`);
}

/** The sender and the return path must be verified; SES lists a sender with a display name in both its forms (observed). */
function verifiedIdentity({ from, feedbackAddress }: Email, identities: Identities): string {
  const identity = identities.verifiedFor(from.address);
  const returnPathFails =
    feedbackAddress !== undefined && identities.verifiedFor(feedbackAddress.address) === undefined;
  if (identity !== undefined && !returnPathFails) return identity;
  const failing = new Set([
    ...(identity === undefined ? [from.text, from.address] : []),
    ...(returnPathFails ? [feedbackAddress.address] : []),
  ]);
  throw new AwsError(
    'MessageRejected',
    'Email address is not verified. The following identities failed the check in region ' +
      `${region.toUpperCase()}: ${[...failing].join(', ')}`,
  );
}
