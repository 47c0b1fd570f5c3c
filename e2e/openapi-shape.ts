import * as z from 'zod';

/** A JSON Schema of draft 2020-12; what it means is checked by using it. */
const schema = z.record(z.string(), z.unknown());
const mediaType = z.strictObject({ schema, example: z.unknown().optional() });
const content = z.record(z.string().regex(/^[a-z]+\/[a-z.+-]+$/), mediaType);
const securityRequirement = z.record(z.string(), z.array(z.string()));

const parameter = z
  .strictObject({
    name: z.string().min(1),
    in: z.enum(['query', 'header', 'path', 'cookie']),
    description: z.string().optional(),
    required: z.boolean().optional(),
    schema,
    example: z.unknown().optional(),
  })
  .refine((given) => given.in !== 'path' || given.required === true, 'A path parameter is required');

const response = z.strictObject({ description: z.string(), content: content.optional() });

export const operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z]+$/),
  summary: z.string().min(1),
  description: z.string().optional(),
  tags: z.array(z.string()).length(1),
  security: z.array(securityRequirement).optional(),
  parameters: z.array(parameter).optional(),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string().regex(/^[1-5]\d\d$/), response),
});

const pathItem = z.partialRecord(z.enum(['get', 'put', 'post', 'delete', 'patch']), operation);

/**
 * The part of OpenAPI 3.1.0 (the specification's sections 4.8.1 to 4.8.30) that Sesame uses, strictly: a member that the
 * specification does not have in its place is refused.
 */
export const openapiShape = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({
    title: z.string(),
    summary: z.string(),
    description: z.string(),
    version: z.string().regex(/^\d+\.\d+\.\d+/),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  servers: z.array(z.strictObject({ url: z.string() })).min(1),
  security: z.array(securityRequirement),
  tags: z.array(z.strictObject({ name: z.string() })),
  paths: z.record(z.string().startsWith('/'), pathItem),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), schema),
    securitySchemes: z.record(
      z.string(),
      z.strictObject({ type: z.literal('http'), scheme: z.literal('bearer'), description: z.string() }),
    ),
  }),
});

export type Operation = z.infer<typeof operation>;
