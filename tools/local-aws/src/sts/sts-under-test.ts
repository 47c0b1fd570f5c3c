import { createAuthorize } from '../authorization';
import { openClock } from '../clock';
import { createDecisionLog } from '../decision-log';
import { createManagedPolicies } from '../iam/managed-policies';
import { createOidcProviders } from '../iam/oidc-providers';
import { createRoles } from '../iam/roles';
import { createSamlProviders } from '../iam/saml-providers';
import { createUsers } from '../iam/users';
import { openStore } from '../store';
import { createOidcIssuers } from './oidc-issuers';
import { createSessions } from './sessions';
import type { Sts } from './sts';

/** STS with the real IAM, and all that it knows in memory. */
export function stsUnderTest(wallClock?: () => number) {
  const store = openStore(undefined);
  const clock = openClock(store, wallClock);
  const managedPolicies = createManagedPolicies();
  const roles = createRoles(managedPolicies);
  const users = createUsers();
  const log = createDecisionLog();
  const authorize = createAuthorize({ clock, roles, users, log });
  const sts: Sts = {
    ...{ clock, managedPolicies, roles, users, authorize },
    oidcProviders: createOidcProviders(),
    oidcIssuers: createOidcIssuers(),
    samlProviders: createSamlProviders(),
    sessions: createSessions(clock),
  };
  return { sts, store, log };
}
