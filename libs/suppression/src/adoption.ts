import type { Entry } from './entry-item';
import { lasting } from './expiry-mark';
import { markTime } from './fact-mark';
import { shown } from './suppression-state';

/** One line of SES's own list. */
export type SesSuppression = { address: string; reason: 'BOUNCE' | 'COMPLAINT'; time: Date };

export type Adoption =
  /** SES knows of an address that is not on our list, or only for a while: it is put there, as it is on SES's. */
  | { decision: 'add'; reason: 'unknown-to-us' }
  /** Both lists hold it; that is noted. */
  | { decision: 'note'; reason: 'on-both-lists' }
  /** A person removed it here after SES listed it, and SES goes on holding back its mail: it is to be taken out there. */
  | { decision: 'take-out'; reason: 'removed-here' }
  | { decision: 'leave'; reason: 'being-followed' | 'known' | 'forgotten' };

/**
 * What a line of SES's own list means for our entry of that address. While SES has yet to be told of a change of ours,
 * its line is what we are about to change, and says nothing. SES goes on listing an address that was forgotten here.
 */
export function adoptionOf(line: SesSuppression, entry: Omit<Entry, 'pk' | 'id'> | undefined): Adoption {
  if (entry === undefined) return { decision: 'add', reason: 'unknown-to-us' };
  const { state, unsynced, sesAddresses = [] } = entry;
  if (unsynced !== undefined) return { decision: 'leave', reason: 'being-followed' };
  const listed = shown(lasting(state));
  if (listed !== undefined && listed.email === undefined) return { decision: 'leave', reason: 'forgotten' };
  if (listed !== undefined) {
    return sesAddresses.includes(line.address)
      ? { decision: 'leave', reason: 'known' }
      : { decision: 'note', reason: 'on-both-lists' };
  }
  if (state.removed !== undefined && markTime(line.time) <= state.removed) {
    return { decision: 'take-out', reason: 'removed-here' };
  }
  return { decision: 'add', reason: 'unknown-to-us' };
}
