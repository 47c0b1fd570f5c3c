import type { Connection } from '@sesame/email';
import { emailIdOf, type SesEvent } from '@sesame/events';
import { recipientHash, type Fact } from '@sesame/ledger';
import { domainIn, idIn, wordIn } from './plain-texts';
import { whatIsSaid } from './what-is-said';

/**
 * The facts in one event: one for each recipient it names, and one without a recipient where it names none. An event that
 * names none is about the only recipient of its message, if that has one; who bounced or complained is never guessed. There
 * is no fact in an event about no message.
 * @throws MalformedEventError when an id is none of SES's
 */
export function factsOf(event: SesEvent, connection: Connection): Fact[] {
  const { mail } = event;
  if (!mail) return [];
  const { time = mail.timestamp, recipients = onlyOneOf(mail.destination), details } = whatIsSaid(event);
  const emailId = emailIdOf(mail)?.toLowerCase();
  const configurationSet = wordIn(mail.tags.get('ses:configuration-set')?.[0]);
  const fromDomain = domainIn(mail.tags.get('ses:from-domain')?.[0]);
  const fact: Fact = {
    connection,
    messageId: idIn('Message.mail.messageId', mail.messageId),
    time,
    sentAt: mail.timestamp,
    details,
    ...(emailId !== undefined && { emailId }),
    ...(configurationSet !== undefined && { configurationSet }),
    ...(fromDomain !== undefined && { fromDomain }),
  };
  const names = new Set(recipients.map((address) => recipientHash(connection, address)));
  return names.size === 0 ? [fact] : [...names].map((recipient) => ({ ...fact, recipient }));
}

function onlyOneOf(destination: readonly string[]): readonly string[] {
  return destination.length === 1 ? destination : [];
}
