import { refuse, type RefusedMailbox } from './mailbox-refusal';

/** A mailbox text taken apart at its angle brackets, nothing of it judged yet. */
export type MailboxParts = { ok: true; displayName: string; address: string };

const outsideQuotes: Partial<Record<string, RefusedMailbox>> = {
  ',': refuse('several_addresses'),
  ';': refuse('several_addresses'),
  ':': refuse('group'),
  '(': refuse('comment'),
  ')': refuse('comment'),
};

/**
 * Splits `local@domain` or `Display Name <local@domain>` in one pass. Quotes shield what they hold in a display name
 * only; a mark that belongs to another form of RFC 5322 (list, group, comment, route) is refused where it stands.
 */
export function splitMailbox(text: string): MailboxParts | RefusedMailbox {
  let quoted = false;
  let displayName = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted && character === '\\') {
      at += 1;
      displayName += text.charAt(at);
    } else if (character === '"') {
      quoted = !quoted;
    } else if (!quoted && character === '<') {
      return splitBracketed(displayName, text.slice(at + 1));
    } else if (!quoted && character === '>') {
      return refuse('unbalanced_brackets');
    } else {
      const refused = quoted ? undefined : outsideQuotes[character];
      if (refused !== undefined) return isIpLiteral(text, at) ? refuse('ip_literal') : refused;
      displayName += character;
    }
  }
  if (quoted) return refuse('unbalanced_quotes');
  return { ok: true, displayName: '', address: text };
}

function splitBracketed(displayName: string, rest: string): MailboxParts | RefusedMailbox {
  if (rest.startsWith('"')) return refuse('quoted_local_part');
  const end = rest.indexOf('>');
  if (end === -1 || rest.lastIndexOf('<', end) !== -1) return refuse('unbalanced_brackets');
  const after = rest.slice(end + 1).trim();
  if (after.startsWith('>')) return refuse('unbalanced_brackets');
  if (after !== '') return refuse(/[,;<]/.test(after) ? 'several_addresses' : 'text_after_address');
  return { ok: true, displayName: displayName.replaceAll(/ +/g, ' ').trim(), address: rest.slice(0, end) };
}

/** The colons of `jane@[IPv6:2001:db8::1]` do not make it a group. */
function isIpLiteral(text: string, colonAt: number): boolean {
  return text.lastIndexOf('@[', colonAt) !== -1;
}
