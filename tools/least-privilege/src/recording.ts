import type { AuthorizationRequest, NamedPolicy, Policies, PolicyDocument } from '@sesame/iam';
import * as z from 'zod';

/** Documents are read by libs/iam, which refuses what it cannot read; here they are only carried. */
const document = z.custom<PolicyDocument>((value) => typeof value === 'object' && value !== null);
const namedPolicy = z.object({ name: z.string(), document });
const role = z.object({
  name: z.string(),
  arn: z.string(),
  trust: document,
  /** Those inside the role, as role.yml has them. */
  policies: z.array(namedPolicy),
  /** Those that hang on it by their ARN. */
  managed: z.array(namedPolicy),
  boundary: namedPolicy.exactOptional(),
});
const reference = z.object({ name: z.string(), hash: z.string() });
const statement = z.object({ policy: z.string(), index: z.number(), sid: z.string().exactOptional() });
const contextValue = z.union([z.string(), z.array(z.string())]);
const principal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('role-session'), account: z.string(), roleArn: z.string(), sessionArn: z.string() }),
  z.object({ type: z.literal('user'), account: z.string(), userArn: z.string() }),
  z.object({ type: z.literal('federated-user'), account: z.string(), sessionArn: z.string() }),
  z.object({ type: z.literal('service'), service: z.string() }),
  z.object({ type: z.literal('identity-provider'), provider: z.string() }),
  z.object({ type: z.literal('anonymous') }),
]);
const question = z.object({
  during: z.string().exactOptional(),
  times: z.number(),
  request: z.object({
    principal,
    action: z.string(),
    resource: z.string(),
    resourceAccount: z.string(),
    context: z.record(z.string(), contextValue),
  }),
  policies: z.object({
    identity: z.array(reference),
    resource: reference.exactOptional(),
    boundary: reference.exactOptional(),
    session: z.array(reference).exactOptional(),
  }),
  decision: z.enum(['allowed', 'explicitly-denied', 'implicitly-denied']),
  statements: z.array(statement).exactOptional(),
});
const recorded = z.object({
  roles: z.array(role),
  policies: z.record(z.string(), document),
  questions: z.array(question),
});

/** A role as it was deployed, its policies without variables of CloudFormation. */
export type DeployedRole = z.infer<typeof role>;

/** A question that was put to IAM, ready to be put again. */
export interface Question {
  /** The story, or whatever went on; absent before anybody said. */
  during?: string;
  times: number;
  request: AuthorizationRequest;
  policies: Policies;
  allowed: boolean;
  /** The statements that allowed it. */
  statements: z.infer<typeof statement>[];
}

/** What the embedded AWS recorded of IAM. */
export interface Recording {
  roles: DeployedRole[];
  questions: Question[];
}

/** Reads what `GET /_sesame/recording` answered. Throws where it is something else. */
export function readRecording(text: string): Recording {
  const { roles, policies: documents, questions } = recorded.parse(JSON.parse(text));
  const named = ({ name, hash }: z.infer<typeof reference>): NamedPolicy => {
    const found = documents[hash];
    if (found === undefined) throw new Error(`The recording has no policy of hash ${hash}.`);
    return { name, document: found };
  };
  return {
    roles,
    questions: questions.map(({ policies, decision, statements = [], ...rest }) => ({
      ...rest,
      policies: {
        identity: policies.identity.map(named),
        ...(policies.resource && { resource: named(policies.resource) }),
        ...(policies.boundary && { boundary: named(policies.boundary) }),
        ...(policies.session && { session: policies.session.map(named) }),
      },
      allowed: decision === 'allowed',
      statements,
    })),
  };
}
