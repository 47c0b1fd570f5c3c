import * as z from 'zod';
import { text } from './property-values';

const oneOrMore = z.union([text, z.array(text)]);
const principal = z.union([
  z.literal('*'),
  z.strictObject({
    AWS: oneOrMore.exactOptional(),
    Service: oneOrMore.exactOptional(),
    Federated: oneOrMore.exactOptional(),
    CanonicalUser: oneOrMore.exactOptional(),
  }),
]);
const conditionValue = z.union([z.string(), z.number(), z.boolean()]);

const statement = z
  .strictObject({
    Sid: z.string().exactOptional(),
    Effect: z.enum(['Allow', 'Deny']),
    Principal: principal.exactOptional(),
    NotPrincipal: principal.exactOptional(),
    Action: oneOrMore.exactOptional(),
    NotAction: oneOrMore.exactOptional(),
    Resource: oneOrMore.exactOptional(),
    NotResource: oneOrMore.exactOptional(),
    Condition: z
      .record(z.string(), z.record(z.string(), z.union([conditionValue, z.array(conditionValue)])))
      .exactOptional(),
  })
  .refine((one) => 'Action' in one !== 'NotAction' in one, 'a statement has either Action or NotAction');

type Statement = z.infer<typeof statement>;
const namesPrincipal = (one: Statement) => 'Principal' in one || 'NotPrincipal' in one;
const namesResource = (one: Statement) => 'Resource' in one || 'NotResource' in one;

const document = <Schema extends z.ZodType<Statement>>(schema: Schema) =>
  z.strictObject({
    Version: z.enum(['2012-10-17', '2008-10-17']).exactOptional(),
    Id: z.string().exactOptional(),
    Statement: z.union([schema, z.array(schema).min(1)]),
  });

/** IAM takes letters and digits only in the Sid of a role's statements. AWS documentation: IAM JSON policy elements: Sid. */
const iamStatement = statement.refine(
  ({ Sid }) => Sid === undefined || /^[A-Za-z0-9]*$/.test(Sid),
  'a Sid in a role has letters and digits only',
);

/** A policy on a role: it says which resources, and not who. */
export const identityPolicy = document(
  iamStatement
    .refine((one) => !namesPrincipal(one), 'a policy on a role names no Principal')
    .refine(namesResource, 'a policy on a role names a Resource'),
);

/** Who may assume a role. The resource is the role itself. */
export const trustPolicy = document(
  iamStatement
    .refine(namesPrincipal, 'a trust policy names a Principal')
    .refine((one) => !namesResource(one), 'a trust policy names no Resource'),
);

/** A policy on a topic or a queue: it says who, and which resource. */
export const resourcePolicy = document(
  statement
    .refine(namesPrincipal, 'a policy on a resource names a Principal')
    .refine(namesResource, 'a policy on a topic or a queue names a Resource'),
);
