import type { PolicyKind } from './statement';

/** As AWS names them in its refusals (AWS documentation: Troubleshoot access denied error messages). */
export const policyInWords: Record<PolicyKind, string> = {
  identity: 'an identity-based policy',
  resource: 'a resource-based policy',
  trust: 'the role trust policy',
  boundary: 'a permissions boundary',
  session: 'a session policy',
  'service-control': 'a service control policy',
  'resource-control': 'a resource control policy',
};
