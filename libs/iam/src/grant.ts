import type { Mention } from './principal';
import type { PolicyKind } from './statement';

/** The statement that grants, or the kind of policy that would have to speak. */
export type Grant<Allow> =
  | { statement: Allow; /** Whether boundary and session policies are not asked. */ pastFilters: boolean }
  | { silent: PolicyKind };

/** The statements that allow a request, and what they have to do to grant it. */
export interface GrantQuestion<Allow> {
  byIdentity: Allow | undefined;
  byResource: Allow[];
  resourceKind: 'resource' | 'trust';
  /** Whether the principal is one that identity policies hang on. */
  hasIdentity: boolean;
  isCrossAccount: boolean;
  /** Whether the resource's policy is asked even where an identity policy allows. */
  resourceMustAllow: boolean;
}

/** Which of the statements that allow a request grants it. */
export function grantOf<Allow extends { mention: Mention }>(question: GrantQuestion<Allow>): Grant<Allow> {
  const { byIdentity, byResource, resourceKind, hasIdentity, isCrossAccount, resourceMustAllow } = question;
  const mentioned = (...mentions: Mention[]) => byResource.find(({ mention }) => mentions.includes(mention));
  const itself = mentioned('itself');
  const enoughAlone = mentioned('role') ?? (resourceKind === 'resource' ? mentioned('anyone') : undefined);

  if (!hasIdentity) return granted(itself ?? enoughAlone, resourceKind, false);
  if (isCrossAccount) {
    return byResource.length === 0 ? { silent: resourceKind } : granted(byIdentity, 'identity', false);
  }
  if (itself) return granted(itself, resourceKind, true);
  if (enoughAlone) return granted(enoughAlone, resourceKind, false);
  if (resourceMustAllow && byResource.length === 0) return { silent: resourceKind };
  return granted(byIdentity, 'identity', false);
}

function granted<Allow>(statement: Allow | undefined, kind: PolicyKind, pastFilters: boolean): Grant<Allow> {
  return statement === undefined ? { silent: kind } : { statement, pastFilters };
}
