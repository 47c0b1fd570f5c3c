import * as z from 'zod/mini';
import type { ApiOperation, DescribedJson, DescribedParameter } from './api-operation';
import { errors, type ErrorName } from './error-names';
import { jsonSchemaOf, type JsonSchema } from './json-schema';

const formTypes = ['multipart/form-data', 'application/x-www-form-urlencoded'];

/** An operation as OpenAPI writes it down. `route` is its route key, `GET /emails/{id}`, for what is wrong with it. */
export function openapiOperation(route: string, tag: string, operation: ApiOperation): JsonSchema {
  const { operationId, summary, description, access, page = false, request, answer } = operation;
  const parameters = parametersOf(route, operation);
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    tags: [tag],
    ...(access === 'public' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(request && {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          (page ? formTypes : ['application/json']).map((type) => [type, mediaType(route, request, 'input')]),
        ),
      },
    }),
    responses: {
      200: {
        description: answer.description,
        content: { [page ? 'text/html' : 'application/json']: mediaType(route, answer, 'output') },
      },
      ...refusals([...new Set([...operation.errors, ...commonErrors(operation)])], page),
    },
  };
}

function mediaType(route: string, { schema, example }: DescribedJson, io: 'input' | 'output') {
  const result = z.safeParse(schema, example);
  if (!result.success) {
    throw new Error(`An example of ${route} does not satisfy its own schema: ${result.error.message}`);
  }
  return { schema: jsonSchemaOf(schema, io), example };
}

function parametersOf(route: string, { path = {}, headers = {}, query }: ApiOperation): JsonSchema[] {
  const inPath = [...route.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  if (inPath.sort().join() !== Object.keys(path).sort().join()) {
    throw new Error(`The path parameters of ${route} are not those that are described.`);
  }
  const described = (where: 'path' | 'header', parameters: Record<string, DescribedParameter>) =>
    Object.entries(parameters).map(([name, { description, example }]) => ({
      name,
      in: where,
      required: where === 'path',
      description,
      schema: { type: 'string' },
      example,
    }));
  return [...described('path', path), ...(query ? queryParameters(query) : []), ...described('header', headers)];
}

const objectSchema = z.object({
  properties: z.record(z.string(), z.looseObject({ description: z.optional(z.string()) })),
});

function queryParameters(query: z.ZodMiniType): JsonSchema[] {
  const { properties } = objectSchema.parse(jsonSchemaOf(query, 'input'));
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: false,
    ...(description !== undefined && { description }),
    schema,
  }));
}

/** What may befall any request of this kind. */
function commonErrors({ access, request, query }: ApiOperation): ErrorName[] {
  return [
    ...(access === 'public' ? [] : (['missing_api_key', 'invalid_api_key', 'application_error'] as const)),
    ...(access === 'full_access' ? (['restricted_api_key'] as const) : []),
    ...(request || query ? (['validation_error'] as const) : []),
    ...(request ? (['request_too_large'] as const) : []),
    'internal_server_error',
  ];
}

/** The refusals by their status; each answer says which names it can have. */
function refusals(names: readonly ErrorName[], page: boolean): Record<string, JsonSchema> {
  const statuses = [...new Set(names.map((name) => errors[name].status))].sort();
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      refusal(
        names.filter((n) => errors[n].status === status),
        page,
      ),
    ]),
  );
}

function refusal(names: readonly ErrorName[], page: boolean): JsonSchema {
  const description = names.map((name) => `\`${name}\`: ${errors[name].title}`).join('; ');
  if (page) return { description, content: { 'text/html': { schema: { type: 'string' } } } };
  return {
    description,
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { name: { enum: names } } }],
        },
      },
    },
  };
}
