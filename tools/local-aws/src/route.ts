import type { EmulatedService } from './emulated-service';
import type { Operation } from './operation';
import { matchPath } from './protocols/rest-json';
import type { SignedRequest } from './signature';
import { signedForService } from './signature-parts';

/** The service a request is for, the operation it names, and what its path says; `operation` is absent where we lack it. */
export interface Route {
  service: EmulatedService;
  operationName: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the server parses with the operation's own schema.
  operation?: Operation<unknown, any>;
  pathMembers: Record<string, string>;
}

/** Finds out from the request's shape, before its signature is looked at, which service and operation it is for. */
export function findRoute(request: SignedRequest, services: EmulatedService[]): Route | undefined {
  const target = request.headers['x-amz-target'];
  if (target !== undefined) {
    const [prefix = '', operationName = ''] = target.split('.', 2);
    return byName(
      services.find((s) => (s.protocol === 'json-1.0' || s.protocol === 'json-1.1') && s.routedBy === prefix),
      operationName,
    );
  }
  const [path = '/'] = request.url.split('?', 1);
  const signedFor = signedForService(request);
  const rest =
    services.find((s) => s.protocol === 'rest-xml' && s.routedBy === signedFor) ??
    services.find((s) => s.protocol === 'rest-json' && path.startsWith(`${s.routedBy}/`));
  if (rest) return byPath(rest, request);
  const form = new URLSearchParams(request.body.toString());
  return byName(
    services.find((s) => s.protocol === 'query-xml' && s.routedBy === form.get('Version')),
    form.get('Action') ?? '',
  );
}

function byName(service: EmulatedService | undefined, operationName: string): Route | undefined {
  if (!service) return undefined;
  const operation = service.operations.find(({ name }) => name === operationName);
  return { service, operationName, ...(operation && { operation }), pathMembers: {} };
}

function byPath(service: EmulatedService, { method, url }: SignedRequest): Route {
  const [path = '/', query = ''] = url.split('?', 2);
  const asked = new URLSearchParams(query);
  for (const operation of service.operations) {
    if (operation.http?.method !== method) continue;
    if (operation.http.query !== undefined && !asked.has(operation.http.query)) continue;
    const pathMembers = matchPath(operation.http.path, path);
    if (pathMembers) return { service, operationName: operation.name, operation, pathMembers };
  }
  return { service, operationName: `${method} ${path}`, pathMembers: {} };
}
