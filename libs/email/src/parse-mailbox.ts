import { parseAddress } from './address';
import { holdsAnotherAddress } from './display-name';
import { holdsEncodedWord } from './encoded-word';
import { forbiddenCharacterIn } from './forbidden-character';
import { holdsInvisible, withoutJoiners } from './invisible-character';
import type { Mailbox } from './mailbox';
import { refuse, type RefusedMailbox } from './mailbox-refusal';
import { splitMailbox } from './split-mailbox';

const maximumTextLength = 998;

/**
 * Reads exactly one mailbox: `local@domain` or `Display Name <local@domain>`, the display name in double quotes where
 * it holds a comma. The address is the one in the angle brackets, never one in the display name. Linear in the length
 * of the text. A refusal has a reason for programs and a sentence for people; neither repeats the text.
 */
export function parseMailbox(text: string): { ok: true; mailbox: Mailbox } | RefusedMailbox {
  if (text.length > maximumTextLength) return refuse('too_long');
  const forbidden = forbiddenCharacterIn(text);
  if (forbidden !== undefined) return refuse(forbidden);
  if (holdsInvisible(withoutJoiners(text))) return refuse('invisible_character');
  const trimmed = text.trim();
  if (trimmed === '') return refuse('empty');

  const parts = splitMailbox(trimmed);
  if (!parts.ok) return parts;
  if (holdsInvisible(parts.address)) return refuse('invisible_character');
  const parsed = parseAddress(parts.address);
  if (!parsed.ok || parts.displayName === '') return parsed;

  const { displayName } = parts;
  if (holdsEncodedWord(displayName)) return refuse('encoded_display_name');
  if (holdsAnotherAddress(displayName, parsed.mailbox)) return refuse('display_name_holds_address');
  return { ok: true, mailbox: { ...parsed.mailbox, displayName } };
}
