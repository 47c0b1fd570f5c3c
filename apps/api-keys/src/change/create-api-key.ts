import { asciiDomain, type Connection } from '@sesame/email';
import type { DomainTable } from '@sesame/identity';
import { ApiError, parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import * as z from 'zod/mini';
import { keyName } from '../key-name';
import { permissions } from '../key-row';
import type { KeyTable } from '../key-table';
import { resendUnconfirmed } from '../resend-unconfirmed';

const domainName = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const domain = asciiDomain(text);
    if (domain !== undefined) return domain;
    context.issues.push({ code: 'custom', message: 'must be a domain, such as example.com', input: text });
    return z.NEVER;
  }),
);

/** The body of `POST /api-keys`. */
export const createRequest = z
  .strictObject({
    name: keyName,
    permission: z.prefault(z.enum(permissions), 'full_access'),
    domain_id: z.optional(z.guid({ error: 'must be the id of a domain' })),
    domain: z.optional(domainName),
    resend_unconfirmed: z.prefault(resendUnconfirmed, false),
  })
  .check(
    z.refine(({ domain_id, domain }) => domain_id === undefined || domain === undefined, {
      error: 'must not be given together with "domain_id"',
      path: ['domain'],
    }),
    ...(['domain_id', 'domain'] as const).map((field) =>
      z.refine<{ permission: string; domain_id?: string | undefined; domain?: string | undefined }>(
        (request) => request[field] === undefined || request.permission === 'sending_access',
        { error: 'binds a key that may send and nothing else: "permission" must be sending_access', path: [field] },
      ),
    ),
  );

export type CreateParts = {
  keys: Pick<KeyTable, 'create'>;
  domains: Pick<DomainTable, 'get'>;
  newId: (now: Date) => string;
  newToken: () => string;
};

/**
 * `POST /api-keys {name, permission, domain_id or domain, resend_unconfirmed}`: a new key of the caller's connection. The answer is the only
 * time that it is shown.
 */
export function createApiKey({ keys, domains, newId, newToken }: CreateParts) {
  return async ({ holder: { connection }, body, now }: ApiRequest): Promise<ApiAnswer> => {
    const request = parseInput(createRequest, body);
    const { name, permission, domain_id, domain: named } = request;
    const domain = domain_id === undefined ? named : await nameOfDomain(domains, domain_id, connection);
    const key = {
      id: newId(now),
      name,
      permission,
      ...(domain !== undefined && { domain }),
      resendUnconfirmed: request.resend_unconfirmed,
      createdAt: now,
    };
    const token = newToken();
    await keys.create(key, { token, connection });
    return { body: { id: key.id, token } };
  };
}

async function nameOfDomain(domains: Pick<DomainTable, 'get'>, id: string, connection: Connection): Promise<string> {
  const domain = await domains.get(id, connection);
  if (domain) return domain.name;
  throw new ApiError('validation_error', '"domain_id" is the id of no domain. GET /domains lists them.', {
    field: 'domain_id',
  });
}
