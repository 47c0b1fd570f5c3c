import { domainOf, withLowerCaseDomain } from './message/mailbox';

/**
 * Names of the identities that may cover an address, the most specific first: the address, the address without its
 * `+label`, its domain, then each parent domain (AWS documentation: "Verified identities in Amazon SES"). The case of a
 * local part counts, that of a domain does not.
 */
export function identitiesCovering(address: string): string[] {
  const name = withLowerCaseDomain(address);
  const unlabelled = name.replace(/\+[^@]*@/, '@');
  const labels = domainOf(address).split('.');
  const domains = labels.map((_, index) => labels.slice(index).join('.'));
  return [...new Set([name, unlabelled, ...domains])];
}

/** The identity that an address is sent under: the most specific verified one, or undefined if none is verified. */
export function verifiedIdentityOf(address: string, isVerified: (name: string) => boolean): string | undefined {
  return identitiesCovering(address).find(isVerified);
}
