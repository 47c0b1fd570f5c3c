import type { Mailbox } from '@sesame/email';
import type { Identity } from './identity';
import { resemblance, type Resemblance } from './resemblance';

/** Why no verified identity covers a sender. */
export type NotVerifiedReason = 'unknown' | 'pending' | 'not_usable' | Resemblance['how'];

export type NotVerified = { reason: NotVerifiedReason; message: string };

const advice = 'Verify the domain or the address in Amazon SES; Sesame follows within minutes.';

/**
 * Says why a sender is not verified and what to do: what SES knows of it, if anything, or else what it resembles among the
 * identities of this deployment that may be suggested. Nothing is said about identities of others.
 */
export function notVerified(
  from: Pick<Mailbox, 'address' | 'domain'>,
  {
    candidates,
    known,
    suggestible,
  }: Record<'candidates' | 'suggestible', readonly string[]> & {
    known: readonly Identity[];
  },
): NotVerified {
  const [unverified] = known;
  if (unverified) return notVerifiedYet(unverified);

  const like = resemblance(from, suggestible);
  if (like) return { reason: like.how, message: `${sentences[like.how](from.domain, like.to)} ${advice}` };
  const lookedAt = candidates.join(', ');
  return {
    reason: 'unknown',
    message: `Amazon SES has no verified identity for this sender; looked at: ${lookedAt}. ${advice}`,
  };
}

function notVerifiedYet({ name, verificationStatus }: Identity): NotVerified {
  if (verificationStatus !== 'PENDING' && verificationStatus !== 'NOT_STARTED') {
    const message = `The identity ${name} cannot send in Amazon SES (${verificationStatus}). ${advice}`;
    return { reason: 'not_usable', message };
  }
  const waitsFor = name.includes('@')
    ? 'its owner has not followed the link SES sent'
    : 'SES has not found its DNS records';
  return {
    reason: 'pending',
    message: `The identity ${name} is still pending in Amazon SES: ${waitsFor}. Sesame follows within minutes of its verification.`,
  };
}

const sentences: Record<Resemblance['how'], (domain: string, to: string) => string> = {
  case_differs: (_, to) => `Amazon SES heeds the case of an address: write it as ${to}.`,
  look_alike: (domain, to) =>
    `The domain ${domain} is not verified; it looks like ${to}, but is written with other characters. Did you mean ${to}?`,
  misspelled: (domain, to) => `The domain ${domain} is not verified. Did you mean ${to}?`,
  not_a_subdomain: (domain, to) =>
    `The domain ${domain} is not verified, and it is no subdomain of ${to}: what counts is how a domain ends, from a dot on.`,
};
