import * as z from 'zod';
import { AwsError } from '../aws-error';
import { roleSessionName, sourceIdentity } from './members';
import type { SamlAssertion } from './saml-assertion';

/** What an assertion asks of AWS for its subject. */
export interface SamlClaims {
  /** Roles that may be taken, each with the provider through which. */
  roles: { role: string; provider: string }[];
  sessionName: string;
  /** Seconds that a session lasts at most. */
  sessionDuration?: number;
  tags: Record<string, string>;
  transitiveTagKeys: string[];
  sourceIdentity?: string;
}

const one = <Value extends z.ZodType>(value: Value) => z.tuple([value]).transform(([only]) => only);
const claims = z.object({
  Role: z.array(z.string()).default([]),
  RoleSessionName: one(roleSessionName),
  SessionDuration: one(z.coerce.number().int().min(900).max(43_200)).optional(),
  SourceIdentity: one(sourceIdentity).optional(),
  TransitiveTagKeys: z.array(z.string().min(1).max(128)).max(50).default([]),
});
const tagName = /^PrincipalTag:(.+)$/s;

/** Reads the attributes that are meant for AWS. Throws `InvalidIdentityToken` where one has another shape; the texts are ours. */
export function samlClaims({ attributes }: SamlAssertion): SamlClaims {
  const parsed = claims.safeParse(attributes);
  if (!parsed.success) throw new AwsError('InvalidIdentityToken', z.prettifyError(parsed.error));
  const { Role, RoleSessionName, SessionDuration, SourceIdentity, TransitiveTagKeys } = parsed.data;
  return {
    roles: Role.flatMap(rolePair),
    sessionName: RoleSessionName,
    ...(SessionDuration !== undefined && { sessionDuration: SessionDuration }),
    tags: Object.fromEntries(Object.entries(attributes).flatMap(tagOf)),
    transitiveTagKeys: TransitiveTagKeys,
    ...(SourceIdentity !== undefined && { sourceIdentity: SourceIdentity }),
  };
}

/** A role and a provider, by their ARNs, in either order. */
function rolePair(value: string): SamlClaims['roles'] {
  const arns = value.split(',').map((part) => part.trim());
  const role = arns.find((arn) => /^arn:[^:]+:iam::\d{12}:role\//.test(arn));
  const provider = arns.find((arn) => /^arn:[^:]+:iam::\d{12}:saml-provider\//.test(arn));
  return arns.length === 2 && role !== undefined && provider !== undefined ? [{ role, provider }] : [];
}

function tagOf([name, values]: [string, string[]]): [string, string][] {
  const key = tagName.exec(name)?.[1];
  if (key === undefined) return [];
  const [value, ...others] = values;
  if (value === undefined || others.length > 0)
    throw new AwsError('InvalidIdentityToken', `The attribute ${name} has one value.`);
  return [[key, value]];
}
