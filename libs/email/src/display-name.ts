import { matchingAddress } from './matching-address';

/**
 * Whether a display name shows an address that is not the mailbox's own (`ceo@bank.example <x@other.example>`): many
 * mail programs show nothing but the display name. Full-width and other look-alike at signs count.
 */
export function holdsAnotherAddress(displayName: string, address: string): boolean {
  const own = matchingAddress(address);
  return displayName
    .normalize('NFKC')
    .split(/[\s"'()[\]<>,;:]/)
    .some((word) => isLikeAnAddress(word) && matchingAddress(word) !== own);
}

function isLikeAnAddress(word: string): boolean {
  const at = word.indexOf('@');
  return at > 0 && at < word.length - 1;
}
