import { ApiError } from '@sesame/lambda';
import { checkKeyDomain } from './check-key-domain';
import { each } from './draft';

/** Refuses what a key that is bound to a domain would send from elsewhere, before any look-up. */
export const requireKeyDomain = each((draft) => {
  const decision = checkKeyDomain(draft.request.from.mailbox, draft.holder);
  if (decision.allowed) return draft;
  throw new ApiError('domain_not_allowed_for_key', decision.message, { field: 'from' });
});
