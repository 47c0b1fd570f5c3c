import type { JWTPayload } from 'jose';
import * as z from 'zod';
import { AwsError } from '../aws-error';
import { sourceIdentity } from './members';

/** AWS documentation, "Passing session tags using AssumeRoleWithWebIdentity": the claims that are meant for AWS. */
const claims = z.object({
  'https://aws.amazon.com/tags': z
    .object({
      principal_tags: z.record(z.string(), z.tuple([z.string()])).default({}),
      transitive_tag_keys: z.array(z.string()).default([]),
    })
    .optional(),
  'https://aws.amazon.com/source_identity': sourceIdentity.optional(),
});

/** What a token hands over to the session. Throws `InvalidIdentityToken` where a claim has another shape. */
export function tokenClaims(payload: JWTPayload): {
  tags: Record<string, string>;
  transitiveTagKeys: string[];
  sourceIdentity?: string;
} {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new AwsError('InvalidIdentityToken', z.prettifyError(parsed.error));
  const { principal_tags = {}, transitive_tag_keys = [] } = parsed.data['https://aws.amazon.com/tags'] ?? {};
  const identity = parsed.data['https://aws.amazon.com/source_identity'];
  return {
    tags: Object.fromEntries(Object.entries(principal_tags).map(([key, [value]]) => [key, value])),
    transitiveTagKeys: transitive_tag_keys,
    ...(identity !== undefined && { sourceIdentity: identity }),
  };
}
