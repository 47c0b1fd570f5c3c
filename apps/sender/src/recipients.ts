import { matchingAddress, parseMailbox, type Mailbox } from '@sesame/email';
import type { Email } from './email';

type Recipients = Pick<Email, 'to' | 'cc' | 'bcc'>;

/** The mailbox that a stored text holds. */
export function storedMailbox(text: string): Mailbox {
  const parsed = parseMailbox(text);
  if (!parsed.ok) throw new Error(`A stored mailbox cannot be read: ${parsed.reason}`);
  return parsed.mailbox;
}

/** The addresses of all recipients. */
export function addressesOf({ to, cc, bcc }: Recipients): string[] {
  return [...to, ...cc, ...bcc].map((text) => storedMailbox(text).address);
}

/** The recipients without the mailboxes of these addresses. */
export function without(addresses: readonly string[], { to, cc, bcc }: Recipients): Recipients {
  const excluded = new Set(addresses.map(matchingAddress));
  const rest = (texts: string[]) => texts.filter((text) => !excluded.has(matchingAddress(storedMailbox(text).address)));
  return { to: rest(to), cc: rest(cc), bcc: rest(bcc) };
}
