import { matchingAddress, parseMailbox } from '@sesame/email';
import type { EmailRow } from './email-row';

/** What becomes of an e-mail when a person is forgotten. */
export type Fate =
  | { fate: 'keep'; reason: 'concerns-others' }
  /** It is from the person, or to nobody else. */
  | { fate: 'erase'; reason: 'from-the-person' | 'to-nobody-else' }
  /** Others got it, too: that it was sent to them stays, what was written does not. */
  | { fate: 'redact'; reason: 'sent-to-others-too' }
  /** Others are still to get it, and for that it must stay as it is; the person is left out of it by the suppression list. */
  | { fate: 'wait'; reason: 'others-still-get-it' };

const nothingMoreHappens = new Set(['sent', 'failed', 'suppressed', 'canceled']);

/** What becomes of an e-mail when the person with this address (in its matching form) is forgotten, and why. */
export function fateOfEmail(row: EmailRow, person: string): Fate {
  const is = isOf(person);
  const recipients = [...row.to, ...row.cc, ...row.bcc];
  const isFrom = is(row.from);
  const isNamed = isFrom || [...recipients, ...row.reply_to, ...row.suppressed].some(is);
  if (!isNamed) return { fate: 'keep', reason: 'concerns-others' };
  if (recipients.every(is)) return { fate: 'erase', reason: 'to-nobody-else' };
  if (!nothingMoreHappens.has(row.status)) return { fate: 'wait', reason: 'others-still-get-it' };
  return isFrom ? { fate: 'erase', reason: 'from-the-person' } : { fate: 'redact', reason: 'sent-to-others-too' };
}

/** Mailboxes without those of the person. */
export function withoutPerson(mailboxes: readonly string[], person: string): string[] {
  const is = isOf(person);
  return mailboxes.filter((text) => !is(text));
}

function isOf(person: string): (mailbox: string) => boolean {
  return (text) => {
    const parsed = parseMailbox(text);
    return parsed.ok ? matchingAddress(parsed.mailbox.address) === person : text.toLowerCase().includes(person);
  };
}
