import { isUuid } from '@sesame/email';
import type { DomainTable } from '@sesame/identity';
import { parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import * as z from 'zod/mini';
import { domainAnswer, type Deployment } from '../domain-answer';

const defaultLimit = 20;
const maximumLimit = 100;

const limit = z.pipe(
  z.string().check(
    z.refine((text) => /^[0-9]{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= maximumLimit, {
      error: `must be a whole number from 1 to ${maximumLimit}`,
    }),
  ),
  z.transform(Number),
);
const id = z.optional(z.string().check(z.refine(isUuid, { error: 'must be the id of a domain' })));

/** The query of `GET /domains`. */
export const listQuery = z
  .strictObject({ limit: z.prefault(limit, String(defaultLimit)), after: id, before: id })
  .check(
    z.refine(({ after, before }) => after === undefined || before === undefined, {
      error: 'must not be given together with "after"',
      path: ['before'],
    }),
  );

export type ListDomainsParts = { domains: Pick<DomainTable, 'list'>; deployment: Deployment };

/**
 * `GET /domains?limit&after&before`: one page of the domains that SES has, in the order of ids. It asks the table only.
 */
export function listDomains({ domains, deployment }: ListDomainsParts) {
  return async ({ holder: { connection }, query }: ApiRequest): Promise<ApiAnswer> => {
    const { after, before, limit } = parseInput(listQuery, query);
    const { domains: page, hasMore } = await domains.list({
      connection,
      limit,
      ...(after !== undefined && { after }),
      ...(before !== undefined && { before }),
    });
    return { body: { object: 'list', has_more: hasMore, data: page.map((each) => domainAnswer(each, deployment)) } };
  };
}
