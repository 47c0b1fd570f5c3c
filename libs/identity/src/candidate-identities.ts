import type { Mailbox } from '@sesame/email';

/** More labels than any domain in use has, and few enough for one BatchGetItem (100 keys). */
const mostDomains = 50;

/**
 * The names an identity that covers this sender could have, the most specific first: the address, the address without its
 * `+label`, its domain, and each parent domain of at least two labels. The first of them that is verified is the one SES uses
 * (AWS documentation: Verified identities in Amazon SES).
 */
export function candidateIdentities({ address, domain }: Pick<Mailbox, 'address' | 'domain'>): string[] {
  const labels = domain.split('.');
  const domains = labels.slice(0, -1).map((_, from) => labels.slice(from).join('.'));
  return [...new Set([address, address.replace(/^([^+@]+)\+[^@]*@/, '$1@'), ...domains.slice(-mostDomains)])];
}
