import type { DomainTable } from '@sesame/identity';
import { parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import * as z from 'zod/mini';
import { domainOfPath, noSuchDomain } from '../domain-path';
import { domainSettings } from './domain-settings';
import { customReturnPath, mailFromDomain } from './return-path';
import type { SesIdentities } from './ses-identities';

/** The body of `PATCH /domains/{id}`. */
export const updateRequest = z.strictObject({ custom_return_path: z.optional(customReturnPath), ...domainSettings });

export type UpdateDomainParts = { ses: Pick<SesIdentities, 'setMailFrom'>; domains: Pick<DomainTable, 'get'> };

/**
 * `PATCH /domains/{id}`: changes the return path, the one thing that SES keeps for a domain; its new records are to be
 * set.
 */
export function updateDomain({ ses, domains }: UpdateDomainParts) {
  return async (request: ApiRequest): Promise<ApiAnswer> => {
    const { custom_return_path: returnPath } = parseInput(updateRequest, request.body ?? {});
    const { id, name } = await domainOfPath(domains, request);
    if (returnPath !== undefined && !(await ses.setMailFrom(name, mailFromDomain(returnPath, name)))) {
      throw noSuchDomain();
    }
    return { body: { object: 'domain', id } };
  };
}
