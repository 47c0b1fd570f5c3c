import { isUuid } from '@sesame/email';
import type { DomainTable, IdentityEntry } from '@sesame/identity';
import { ApiError, type ApiRequest } from '@sesame/lambda';

/**
 * The domain that a path names by its id.
 * @throws ApiError `validation_error` for what is no id, `not_found` for a domain that is not there
 */
export async function domainOfPath(
  domains: Pick<DomainTable, 'get'>,
  { holder: { connection }, pathParameters: { id = '' } }: Pick<ApiRequest, 'holder' | 'pathParameters'>,
): Promise<IdentityEntry> {
  if (!isUuid(id)) {
    throw new ApiError('validation_error', 'A domain is named by its id, a UUID; GET /domains lists them.', {
      field: 'id',
    });
  }
  const domain = await domains.get(id, connection);
  if (!domain) throw noSuchDomain();
  return domain;
}

/** The refusal for a domain that is not there. */
export function noSuchDomain(): ApiError {
  return new ApiError('not_found', 'There is no domain with this id in Amazon SES.');
}
