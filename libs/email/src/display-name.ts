import { asciiDomain } from './domain';
import { withoutJoiners } from './invisible-character';
import { matchingAddress } from './matching-address';
import type { Mailbox } from './mailbox';

/** `@ other.example` after a space: a name such as `Jobs @ Example` has no dot in it, and a sentence ends after one. */
const domainAfterAt = /@ *([^\s@]+\.[^\s@]+)/g;

/**
 * Whether a display name shows an address that is not the mailbox's own (`ceo@bank.example <x@other.example>`): many
 * mail programs show nothing but the display name. Full-width and other look-alike at signs count, and so does
 * `ceo @ bank.example`, unless it is the mailbox's own domain.
 */
export function holdsAnotherAddress(displayName: string, { address, domain }: Mailbox): boolean {
  const own = matchingAddress(address);
  const shown = withoutJoiners(displayName)
    .normalize('NFKC')
    .replaceAll(/["'()[\]<>,;:]/g, ' ');
  const isForeignWord = shown.split(/\s/).some((word) => isLikeAnAddress(word) && matchingAddress(word) !== own);
  return isForeignWord || [...shown.matchAll(domainAfterAt)].some(([, name = '']) => isForeign(name, domain));
}

function isLikeAnAddress(word: string): boolean {
  const at = word.indexOf('@');
  return at > 0 && at < word.length - 1;
}

function isForeign(text: string, own: string): boolean {
  const shown = asciiDomain(text) ?? text.toLowerCase();
  return shown !== own && !own.endsWith(`.${shown}`);
}
