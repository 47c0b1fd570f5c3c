import type { Clock } from '../clock';
import type { ManagedPolicies } from '../iam/managed-policies';
import type { OidcProviders } from '../iam/oidc-providers';
import type { Roles } from '../iam/roles';
import type { SamlProviders } from '../iam/saml-providers';
import type { Users } from '../iam/users';
import type { Authorize } from '../operation';
import type { OidcIssuers } from './oidc-issuers';
import type { Sessions } from './sessions';

/** What STS works on: who is there, whom it trusts, and the sessions it has issued. */
export interface Sts {
  roles: Roles;
  users: Users;
  managedPolicies: ManagedPolicies;
  oidcProviders: OidcProviders;
  samlProviders: SamlProviders;
  /** The issuers of the world outside, which publish the keys of their tokens. */
  oidcIssuers: OidcIssuers;
  sessions: Sessions;
  clock: Clock;
  authorize: Authorize;
}
