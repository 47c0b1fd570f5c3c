import type { DomainTable, IdentityCopy } from '@sesame/identity';
import type { ApiAnswer, ApiRequest } from '@sesame/lambda';
import { domainOfPath } from '../domain-path';
import type { SesIdentities } from './ses-identities';

export type RemoveDomainParts = {
  ses: Pick<SesIdentities, 'remove'>;
  copy: Pick<IdentityCopy, 'remove'>;
  domains: Pick<DomainTable, 'get'>;
};

/**
 * `DELETE /domains/{id}`: removes a domain from SES. Mail that waits to be sent from it is refused by SES from then on.
 */
export function removeDomain({ ses, copy, domains }: RemoveDomainParts) {
  return async (request: ApiRequest): Promise<ApiAnswer> => {
    const { id, name } = await domainOfPath(domains, request);
    await copy.remove(name, await ses.remove(name), request.holder.connection);
    return { body: { object: 'domain', id, deleted: true } };
  };
}
