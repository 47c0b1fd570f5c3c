import { derivedId, type Connection } from '@sesame/email';
import { identityName } from './identity';

/** The id of an identity, derived from whose it is and its name; so it is the row's key and needs no index. */
export function identityId(connection: Connection, name: string): string {
  return derivedId(`${connection}#identity#${identityName(name)}`);
}
