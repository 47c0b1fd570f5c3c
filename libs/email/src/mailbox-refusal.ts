import { forbiddenCharacters } from './forbidden-character';
import type { Refusal } from './refusal';

/** Why a text is not one mailbox, each with what to tell its writer. The sentences never repeat the text. */
export const mailboxRefusals = {
  empty: 'An e-mail address is missing.',
  too_long: 'An e-mail address with its display name has at most 998 characters.',
  address_too_long: 'An e-mail address has at most 320 characters.',
  local_part_too_long: 'The part before the @ has at most 64 characters.',
  ...forbiddenCharacters,
  invisible_character: 'Characters that cannot be seen or that turn the text around are not allowed; remove them.',
  unbalanced_quotes: 'A double quote is opened and not closed.',
  unbalanced_brackets: 'Angle brackets must enclose the address once, as in "Jane <jane@example.com>".',
  group: 'Groups of addresses are not allowed; put a display name that holds a colon in double quotes.',
  source_route: 'Source routes before an address are not allowed; leave only the address itself.',
  several_addresses: 'Only one address is allowed here; put a display name that holds a comma in double quotes.',
  comment: 'Comments in parentheses are not allowed; put a display name that holds one in double quotes.',
  text_after_address: 'Nothing may follow the address in angle brackets; write the display name before it.',
  encoded_display_name: 'Write the display name as plain text; it is encoded for you.',
  display_name_holds_address: 'The display name holds another address than the one in angle brackets; leave it out.',
  no_at: 'An e-mail address has an @ between its local part and its domain.',
  several_ats: 'An e-mail address has only one @.',
  quoted_local_part: 'A quoted local part is not supported; use an address without double quotes.',
  empty_local_part: 'The part before the @ is missing.',
  non_ascii_local_part: 'The part before the @ may hold ASCII characters only; Amazon SES does not deliver to others.',
  misplaced_dot: 'The part before the @ neither begins nor ends with a dot, and has no two dots in a row.',
  bad_local_part: 'The part before the @ holds a space or a character that is not allowed there.',
  ip_literal: 'An IP address in place of the domain is not supported; use a domain name.',
  trailing_dot: 'Leave out the dot at the end of the domain.',
  no_top_level_domain: 'The domain has only one part; write it in full, such as example.com.',
  bad_domain: 'The part after the @ is not a domain name such as example.com.',
} as const satisfies Record<string, string>;

export type MailboxRefusal = keyof typeof mailboxRefusals;

export type RefusedMailbox = { ok: false } & Refusal<MailboxRefusal>;

/** The refusal of a mailbox for one reason, with its sentence. */
export function refuse(reason: MailboxRefusal): RefusedMailbox {
  return { ok: false, reason, sentence: mailboxRefusals[reason] };
}
