import type * as z from 'zod';
import { AwsError } from './aws-error';
import { readQueryForm } from './protocols/query-xml';
import type { Route } from './route';
import type { SignedRequest } from './signature';
import { isPresigned } from './signature-parts';

/** Reads a request's members and checks their types; throws what AWS throws when it cannot read a request. */
export function readInput<Input>(request: SignedRequest, route: Route, { input }: { input: z.ZodType<Input> }): Input {
  const result = input.safeParse(members(request, route));
  if (result.success) return result.data;
  const problems = result.error.issues
    .map(({ path, message }) => `${path.join('.') || 'the request'}: ${message}`)
    .join('; ');
  throw new AwsError(
    'SerializationException',
    `Sesame's embedded AWS cannot read this ${route.operationName} request: ${problems}`,
  );
}

function members(request: SignedRequest, { service, operation, pathMembers }: Route): unknown {
  const [, query = ''] = request.url.split('?', 2);
  if (operation?.http?.payload || service.protocol === 'rest-xml')
    return { ...payloadMembers(request, query), ...pathMembers, Payload: request.body };
  if (service.protocol === 'query-xml') return readQueryForm(request.body.length > 0 ? request.body.toString() : query);
  const body = request.body.length > 0 ? parseJson(request.body.toString()) : {};
  if (service.protocol === 'json-1.0' || service.protocol === 'json-1.1') return body;
  return { ...body, ...queryMembers(query), ...pathMembers };
}

/** A presigned URL carries in its query what else stands in headers: the signature, and what was signed with it. */
function payloadMembers(request: SignedRequest, query: string): Record<string, unknown> {
  const members = Object.entries(queryMembers(query));
  const isHeader = ([name]: [string, unknown]) => isPresigned(request) && name.toLowerCase().startsWith('x-amz-');
  const hoisted = members.filter(isHeader).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    ...Object.fromEntries(members.filter((member) => !isHeader(member))),
    Headers: { ...request.headers, ...Object.fromEntries(hoisted) },
  };
}

/** A parameter that is given once is a string; one that is repeated, a list. */
function queryMembers(query: string): Record<string, string | string[]> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const [only = '', ...others] = parameters.getAll(name);
      return [name, others.length === 0 ? only : [only, ...others]];
    }),
  );
}

function parseJson(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // The refusal below says all there is to say.
  }
  throw new AwsError('SerializationException', 'The body is not a JSON object.');
}
