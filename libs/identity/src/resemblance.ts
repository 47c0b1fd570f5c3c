import type { Mailbox } from '@sesame/email';
import { isMisspelled } from './is-misspelled';
import { skeleton } from './skeleton';

/** What a sender that is not verified was perhaps meant to be, and how it differs. */
export type Resemblance = {
  to: string;
  how: 'case_differs' | 'look_alike' | 'misspelled' | 'not_a_subdomain';
};

/**
 * Finds among `names`, domains and addresses, the one that this sender resembles: an address but for its case, a domain
 * written with other characters that look the same, one character beside it, or a domain that only contains it.
 */
export function resemblance(
  { address, domain }: Pick<Mailbox, 'address' | 'domain'>,
  names: readonly string[],
): Resemblance | undefined {
  const sameAddress = names.find((name) => name.toLowerCase() === address.toLowerCase());
  if (sameAddress !== undefined) return { to: sameAddress, how: 'case_differs' };

  const known = [...new Set(names.map((name) => name.slice(name.lastIndexOf('@') + 1)))];
  const domains = withParents(domain);
  const seen = new Set(domains.map(skeleton));
  const find = (how: Resemblance['how'], isLike: (name: string) => boolean): Resemblance | undefined => {
    const to = known.find((name) => !domains.includes(name) && isLike(name));
    return to === undefined ? undefined : { to, how };
  };
  return (
    find('look_alike', (name) => seen.has(skeleton(name))) ??
    find('misspelled', (name) => domains.some((each) => isMisspelled(each, name))) ??
    find('not_a_subdomain', (name) => `.${domain}`.includes(`.${name}.`) || domain.endsWith(name))
  );
}

/** A domain and its parents, but for the top-level domain. */
function withParents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, from) => labels.slice(from).join('.'));
}
