import type { Principal } from './types';

/** What AWS calls a principal in its answers and logs: an ARN, the name of a service or provider, or `anonymous`. */
export function principalName(principal: Principal): string {
  switch (principal.type) {
    case 'role-session':
    case 'federated-user':
      return principal.sessionArn;
    case 'user':
      return principal.userArn;
    case 'service':
      return principal.service;
    case 'identity-provider':
      return principal.provider;
    case 'anonymous':
      return 'anonymous';
  }
}
