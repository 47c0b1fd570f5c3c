import { templateTag, type Connection } from '@sesame/email';
import { emailIdOf, type SesEvent } from '@sesame/events';
import { recipientHash, type Fact } from '@sesame/ledger';
import { isSimulated } from './is-simulated';
import { domainIn, idIn, nameIn } from './plain-texts';
import { sendersTags } from './senders-tags';
import { whatIsSaid } from './what-is-said';

/**
 * The facts in one event: one for each recipient it names, and one without a recipient where it names none. An event that
 * names none is about the only recipient of its message, if that has one; who bounced or complained is never guessed. An
 * open and a click are also the first of their message, which is a fact of its own. There is no fact in an event about no
 * message.
 * @throws MalformedEventError when an id is none of SES's
 */
export function factsOf(event: SesEvent, connection: Connection): Fact[] {
  const { mail } = event;
  if (!mail) return [];
  const { time = mail.timestamp, recipients = onlyOneOf(mail.destination), details } = whatIsSaid(event);
  const emailId = emailIdOf(mail)?.toLowerCase();
  const configurationSet = nameIn(mail.tags.get('ses:configuration-set')?.[0]);
  const fromDomain = domainIn(mail.tags.get('ses:from-domain')?.[0]);
  const template = nameIn(mail.tags.get(templateTag)?.[0]);
  const tags = sendersTags(mail.tags);
  const fact: Fact = {
    connection,
    messageId: idIn('Message.mail.messageId', mail.messageId),
    time,
    sentAt: mail.timestamp,
    details,
    ...(emailId !== undefined && { emailId }),
    ...(configurationSet !== undefined && { configurationSet }),
    ...(fromDomain !== undefined && { fromDomain }),
    ...(template !== undefined && { template }),
    ...(tags !== undefined && { tags }),
  };
  const names = new Map(recipients.map((address) => [recipientHash(connection, address), address]));
  const facts =
    names.size === 0
      ? [{ ...fact, ...simulatedAmong(mail.destination, details) }]
      : [...names].map(([recipient, address]) => ({ ...fact, recipient, ...simulatedAmong([address], details) }));
  return [...facts, ...facts.flatMap(firstOf)];
}

function onlyOneOf(destination: readonly string[]): readonly string[] {
  return destination.length === 1 ? destination : [];
}

/** Of an event that names nobody, only a send is about every recipient; of any other nobody is guessed. */
function simulatedAmong(addresses: readonly string[], { type }: Fact['details']): { simulatedRecipients?: number } {
  if (addresses.length > 1 && type !== 'send') return {};
  const simulatedRecipients = addresses.filter(isSimulated).length;
  return simulatedRecipients === 0 ? {} : { simulatedRecipients };
}

function firstOf(fact: Fact): Fact[] {
  const { type } = fact.details;
  if (type !== 'open' && type !== 'click') return [];
  return [{ ...fact, time: fact.sentAt, details: { type: type === 'open' ? 'first-open' : 'first-click' } }];
}
