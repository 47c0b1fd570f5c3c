import type { Entry } from './entry-item';
import { lasting } from './expiry-mark';
import { factOfMark } from './fact-mark';
import { origins } from './suppression-fact';
import { shown } from './suppression-state';

/** What SES's own list is to be told of an address. SES knows two reasons; what a person added is a `BOUNCE` to it. */
export type SesStep =
  { step: 'put'; address: string; reason: 'BOUNCE' | 'COMPLAINT' } | { step: 'delete'; addresses: string[] };

/**
 * What SES's own list has to say so that it agrees with an entry. What lasts belongs in it; what is off the list, or will
 * be of itself, does not. SES finds an entry by the exact spelling of its local part (AWS documentation: Using the Amazon
 * SES account-level suppression list), so it is taken out under every spelling that is known.
 */
export function sesStep({ state, sesAddresses = [] }: Pick<Entry, 'state' | 'sesAddresses'>): SesStep {
  const entry = shown(lasting(state));
  if (entry !== undefined) {
    return { step: 'put', address: entry.email, reason: entry.origin === 'complaint' ? 'COMPLAINT' : 'BOUNCE' };
  }
  const told = origins.map((origin) => state[origin]).filter((mark) => mark !== undefined);
  return { step: 'delete', addresses: distinct([...told.map((mark) => factOfMark(mark).address), ...sesAddresses]) };
}

function distinct(addresses: string[]): string[] {
  const spelled = new Map(addresses.map((address) => [withLowerCaseDomain(address), address]));
  return [...spelled.values()];
}

function withLowerCaseDomain(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}${address.slice(at).toLowerCase()}`;
}
