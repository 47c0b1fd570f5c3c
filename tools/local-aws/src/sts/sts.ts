import type { Roles } from '../iam/roles';
import type { Sessions } from './sessions';

/** What STS works on: the roles of the account, and the sessions it has issued. */
export interface Sts {
  roles: Roles;
  sessions: Sessions;
}
