import { checkSender, IdentitiesUnknownError } from '@sesame/identity';
import { ApiError, log } from '@sesame/lambda';
import { checkKeyDomain } from './check-key-domain';
import { each, type Preparation } from './draft';
import type { PreparationParts } from './prepare';

/**
 * Refuses senders that no verified and deployed identity covers. They are looked up one after the other, so that a batch
 * from one sender asks once.
 * @throws ApiError `application_error` while it is not known which identities are verified
 */
export function requireSender({
  identities,
  sendingIdentities,
}: Pick<PreparationParts, 'identities' | 'sendingIdentities'>): Preparation {
  return each(async (draft) => {
    const { holder, request } = draft;
    const { mailbox } = request.from;
    const known = await identities.identitiesFor(mailbox, holder.connection).catch(asUnknown);
    // A key that is bound to a domain learns nothing of the deployment's others.
    const suggestible = sendingIdentities.filter((name) => checkKeyDomain({ domain: domainOf(name) }, holder).allowed);
    const decision = checkSender({ from: mailbox, identities: known, sendingIdentities, suggestible });
    if (decision.allowed) return draft;
    throw new ApiError(decision.name, decision.message, { field: 'from', reason: decision.reason });
  });
}

function asUnknown(error: unknown): never {
  if (!(error instanceof IdentitiesUnknownError)) throw error;
  log.warn('identities unknown', { because: error.because });
  throw new ApiError(
    'application_error',
    'It is not known at the moment which senders are verified, so nothing was decided; please try again.',
    { retryAfterSeconds: error.retryAfterSeconds },
  );
}

function domainOf(identity: string): string {
  return identity.slice(identity.lastIndexOf('@') + 1).toLowerCase();
}
