import type { EmulatedService } from '../emulated-service';
import { assumeRole } from './assume-role';
import { assumeRoleWithSaml } from './assume-role-with-saml';
import { assumeRoleWithWebIdentity } from './assume-role-with-web-identity';
import { getCallerIdentity } from './get-caller-identity';
import type { Sts } from './sts';

export function stsService(sts: Sts): EmulatedService<Sts> {
  return {
    signingName: 'sts',
    protocol: 'query-xml',
    routedBy: '2011-06-15',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    state: sts,
    operations: [assumeRole, assumeRoleWithSaml, assumeRoleWithWebIdentity, getCallerIdentity],
  };
}
