import type { Mailbox } from '@sesame/email';
import type { KeyHolder } from '@sesame/lambda';

export type KeyDomainDecision = { allowed: true } | { allowed: false; message: string };

/**
 * Decides whether a key may send from this address: one that is bound to a domain may send from it and from its
 * subdomains, and from nowhere else, whatever is verified. A key that is bound to none is not judged here.
 */
export function checkKeyDomain(
  { domain }: Pick<Mailbox, 'domain'>,
  { domain: bound }: Pick<KeyHolder, 'domain'>,
): KeyDomainDecision {
  if (bound === undefined || domain === bound || domain.endsWith(`.${bound}`)) return { allowed: true };
  return {
    allowed: false,
    message:
      `This API key may send from ${bound} and its subdomains only, and the sender is at ${domain}. ` +
      'Use a key for that domain, or one that is bound to none.',
  };
}
