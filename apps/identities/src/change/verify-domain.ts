import type { DomainTable, IdentityCopy } from '@sesame/identity';
import type { ApiAnswer, ApiRequest } from '@sesame/lambda';
import { domainOfPath, noSuchDomain } from '../domain-path';
import type { SesIdentities } from './ses-identities';

export type VerifyDomainParts = {
  ses: Pick<SesIdentities, 'describe'>;
  copy: Pick<IdentityCopy, 'put' | 'remove'>;
  domains: Pick<DomainTable, 'get'>;
  now: () => Date;
};

/**
 * `POST /domains/{id}/verify`: asks SES, which looks for the DNS records by itself, how far it is, and follows at once
 * instead of at the next sync.
 */
export function verifyDomain({ ses, copy, domains, now }: VerifyDomainParts) {
  return async (request: ApiRequest): Promise<ApiAnswer> => {
    const { connection } = request.holder;
    const { id, name } = await domainOfPath(domains, request);
    const asked = now();
    const described = await ses.describe(name);
    if (!described) {
      await copy.remove(name, asked, connection);
      throw noSuchDomain();
    }
    await copy.put(described.identity, described.asOf, connection);
    return { body: { object: 'domain', id } };
  };
}
