import type { ApiDescription } from './api-operation';
import { jsonSchemaOf, type JsonSchema } from './json-schema';
import { openapiOperation } from './openapi-operation';
import { problemSchema } from './problem-schema';

const route = /^(GET|POST|PUT|PATCH|DELETE) (\/\S*)$/;

export type OpenapiParts = {
  /** The version of Sesame. */
  version: string;
  /** What each service describes, by the service's name. */
  services: Record<string, ApiDescription>;
};

/**
 * The description of the whole API: one OpenAPI 3.1 document out of what each service describes.
 * @throws an Error where a route or an operation id is described twice, a route is none, a path parameter is missing, or an
 * example does not satisfy its schema, so that a wrong description is not packaged
 */
export function openapiDocument({ version, services }: OpenapiParts): JsonSchema {
  const paths: Record<string, JsonSchema> = {};
  const operationIds = new Set<string>();
  for (const [service, description] of Object.entries(services)) {
    for (const [routeKey, operation] of Object.entries(description)) {
      const [, method = '', path = ''] = route.exec(routeKey) ?? [];
      if (method === '') throw new Error(`${service} describes ${routeKey}, which is no route.`);
      const operations = (paths[path] ??= {});
      if (method.toLowerCase() in operations) throw new Error(`${routeKey} is described twice.`);
      if (operationIds.has(operation.operationId))
        throw new Error(`Two operations are called ${operation.operationId}.`);
      operationIds.add(operation.operationId);
      operations[method.toLowerCase()] = openapiOperation(routeKey, service, operation);
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sesame',
      version,
      summary: "E-mail from a team's own AWS account",
      description:
        'Errors are problem documents (RFC 9457) that also have the `name`, `message` and `statusCode` of Resend. ' +
        'What each name means and what to do about it is in docs/errors.md of the source.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }],
    tags: Object.keys(services).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of Sesame' } },
      schemas: { Problem: jsonSchemaOf(problemSchema, 'output') },
    },
  };
}
