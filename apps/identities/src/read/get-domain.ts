import type { DomainTable } from '@sesame/identity';
import type { ApiAnswer, ApiRequest } from '@sesame/lambda';
import type { DescribedIdentity } from '../described-identity';
import { describedAnswer, type Deployment } from '../domain-answer';
import { domainOfPath, noSuchDomain } from '../domain-path';

export type GetDomainParts = {
  domains: Pick<DomainTable, 'get'>;
  describe: (name: string) => Promise<DescribedIdentity | undefined>;
  deployment: Deployment;
};

/** `GET /domains/{id}`: what SES says of a domain at this moment, with the DNS records to set. It asks SES once. */
export function getDomain({ domains, describe, deployment }: GetDomainParts) {
  return async (request: ApiRequest): Promise<ApiAnswer> => {
    const domain = await domainOfPath(domains, request);
    const described = await describe(domain.name);
    if (!described) throw noSuchDomain();
    return { body: describedAnswer(domain, described, deployment) };
  };
}
