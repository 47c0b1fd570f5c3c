import { AwsError } from '../aws-error';

/** A route key, taken apart. */
export type Route =
  | { kind: 'default' }
  | { kind: 'path'; method: string; /** With its braces, as in `/emails/{id}`. */ path: string; segments: Segment[] };

type Segment = { kind: 'literal' | 'parameter' | 'greedy'; name: string };

export interface RouteMatch {
  /** Decoded. */
  pathParameters: Record<string, string>;
  /** Which of two routes that match is meant: the greater, compared from the left. */
  rank: number[];
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'ANY']);
const specificity = { literal: 3, parameter: 2, greedy: 1 };

/** Reads `POST /emails`, `GET /emails/{id}`, `ANY /docs/{proxy+}` or `$default`. Throws AWS's refusal for anything else. */
export function parseRouteKey(routeKey: string): Route {
  if (routeKey === '$default') return { kind: 'default' };
  const { method = '', path = '' } = /^(?<method>[A-Z]+) (?<path>\/\S*)$/.exec(routeKey)?.groups ?? {};
  const segments = path.split('/').slice(1).map(parseSegment);
  const greedyBeforeTheEnd = segments.slice(0, -1).some((segment) => segment?.kind === 'greedy');
  const valid = segments.filter((segment) => segment !== undefined);
  if (!methods.has(method) || valid.length !== segments.length || greedyBeforeTheEnd) {
    throw new AwsError(
      'BadRequestException',
      `The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"`,
    );
  }
  return { kind: 'path', method, path, segments: valid };
}

function parseSegment(text: string): Segment | undefined {
  const { name, plus } = /^\{(?<name>[\w.:-]+)(?<plus>\+?)\}$/.exec(text)?.groups ?? {};
  if (name !== undefined) return { kind: plus ? 'greedy' : 'parameter', name };
  return /[{}]/.test(text) ? undefined : { kind: 'literal', name: text };
}

/**
 * Whether a request is this route's. Literal segments go before parameters, those before `{proxy+}`, that before
 * `$default`; of equal paths the method goes before ANY. `path` is decoded before, as HTTP APIs do, so an encoded slash
 * divides like any other. AWS documentation: "Routes for HTTP APIs".
 */
export function matchRoute(route: Route, method: string, path: string): RouteMatch | undefined {
  if (route.kind === 'default') return { pathParameters: {}, rank: [] };
  if (route.method !== 'ANY' && route.method !== method) return undefined;
  const parts = path.split('/').slice(1);
  const greedy = route.segments.at(-1)?.kind === 'greedy';
  if (greedy ? parts.length < route.segments.length : parts.length !== route.segments.length) return undefined;

  const pathParameters: Record<string, string> = {};
  for (const [index, { kind, name }] of route.segments.entries()) {
    const part = kind === 'greedy' ? parts.slice(index).join('/') : (parts[index] ?? '');
    if (kind === 'literal' ? part !== name : part === '') return undefined;
    if (kind !== 'literal') pathParameters[name] = part;
  }
  const rank = [...route.segments.map(({ kind }) => specificity[kind]), route.method === 'ANY' ? 0 : 1];
  return { pathParameters, rank };
}

/** Greater than 0 if `a` is meant rather than `b`. */
export function compareRanks(a: number[], b: number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? -1) - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
