import type { DomainTable, IdentityCopy } from '@sesame/identity';
import { identityId } from '@sesame/identity';
import { ApiError, parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import * as z from 'zod/mini';
import type { DescribedIdentity } from '../described-identity';
import { describedAnswer, type Deployment } from '../domain-answer';
import { domainName } from './domain-name';
import { domainSettings } from './domain-settings';
import { customReturnPath, mailFromDomain } from './return-path';
import type { SesIdentities } from './ses-identities';

const defaultReturnPath = 'send';

/** The body of `POST /domains`, wherever a deployment is. */
export const createRequest = z.strictObject({
  name: domainName,
  region: z.optional(z.string()).check(z.describe("Where this deployment's Amazon SES is, and nowhere else")),
  custom_return_path: z.optional(customReturnPath).check(z.describe('The part before the domain; send unless given')),
  ...domainSettings,
});

const createRequestIn = (region: string) =>
  z.extend(createRequest, {
    region: z.optional(
      z.literal(region, {
        error: `must be ${region}, where this deployment's Amazon SES is; deploy another one there`,
      }),
    ),
  });

export type CreateDomainParts = {
  ses: Pick<SesIdentities, 'create' | 'describe' | 'setMailFrom'>;
  copy: Pick<IdentityCopy, 'put'>;
  domains: Pick<DomainTable, 'get'>;
  deployment: Deployment;
};

/**
 * `POST /domains {name, region?, custom_return_path?}`: adds a domain to SES, which waits for its DNS records from then
 * on. One that SES has already is answered as it is, under the same id, so the call may be repeated; a MAIL FROM domain
 * it has already is kept.
 */
export function createDomain({ ses, copy, domains, deployment }: CreateDomainParts) {
  return async ({ holder: { connection }, body, now }: ApiRequest): Promise<ApiAnswer> => {
    const { name, custom_return_path: wanted } = parseInput(createRequestIn(deployment.region), body);
    const mailFrom = mailFromDomain(wanted ?? defaultReturnPath, name);

    const described = (await ses.create(name)) ?? (await ses.describe(name));
    if (!described) throw removedMeanwhile();
    await copy.put(described.identity, described.asOf, connection);
    const complete = await withMailFrom(described, mailFrom, wanted !== undefined);

    const id = identityId(connection, name);
    const createdAt = (await domains.get(id, connection))?.createdAt ?? now;
    return { body: describedAnswer({ id, createdAt }, complete, deployment) };
  };

  async function withMailFrom(
    described: DescribedIdentity,
    domain: string,
    isAskedFor: boolean,
  ): Promise<DescribedIdentity> {
    if (described.mailFrom && isAskedFor && described.mailFrom.domain !== domain) {
      throw new ApiError(
        'validation_error',
        `This domain is in Amazon SES already, with the return path ${described.mailFrom.domain}. ` +
          'Leave "custom_return_path" out, or change it with PATCH /domains/{id}.',
        { field: 'custom_return_path' },
      );
    }
    if (described.mailFrom) return described;
    if (!(await ses.setMailFrom(described.identity.name, domain))) throw removedMeanwhile();
    return { ...described, mailFrom: { domain, status: 'PENDING' } };
  }
}

function removedMeanwhile(): ApiError {
  return new ApiError('application_error', 'This domain was removed by somebody else at the same time. Try again.', {
    retryAfterSeconds: 5,
  });
}
