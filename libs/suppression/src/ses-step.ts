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
  const marks = origins.map((origin) => state[origin]).filter((mark) => mark !== undefined);
  const told = marks.map((mark) => factOfMark(mark).address).filter((address) => address !== undefined);
  const entry = shown(lasting(state));
  if (entry === undefined) return { step: 'delete', addresses: distinct([...told, ...sesAddresses]) };
  const address = entry.email ?? told[0];
  // Of an address that was forgotten there is nothing that SES could be told.
  if (address === undefined) return { step: 'delete', addresses: [] };
  return { step: 'put', address, reason: entry.origin === 'complaint' ? 'COMPLAINT' : 'BOUNCE' };
}

function distinct(addresses: string[]): string[] {
  const spelled = new Map(addresses.map((address) => [withLowerCaseDomain(address), address]));
  return [...spelled.values()];
}

function withLowerCaseDomain(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}${address.slice(at).toLowerCase()}`;
}
