import { recipientHash, type Fact } from '@sesame/ledger';
import type { UnsubscribableEmail } from './unsubscribable-email';

/**
 * The fact that a recipient unsubscribed: once for each e-mail, so that it can be written again whenever it may be missing.
 * Without SES's id, which an e-mail of unknown fate lacks, it is known by ours.
 */
export function unsubscribeFact(email: UnsubscribableEmail, time: Date, configurationSet: string): Fact {
  const { connection, id, recipient, messageId = id, queuedAt, from } = email;
  return {
    connection,
    messageId,
    emailId: id,
    time,
    sentAt: queuedAt,
    recipient: recipientHash(connection, recipient),
    configurationSet,
    fromDomain: from.domain,
    details: { type: 'unsubscribe' },
  };
}
