import { createHash } from 'node:crypto';
import { arn } from '../account';
import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import type { InvocationResult, Lambda } from '../lambda/lambda';
import { type ApiServer, serveApi } from './api-server';
import { functionAnswer, gatewayAnswer, type HttpAnswer } from './function-answer';
import { requestEvent, type ReceivedRequest } from './request-event';
import { signedCaller, type SignedCallerParts } from './signed-caller';
import { compareRanks, matchRoute, parseRouteKey, type Route, type RouteMatch } from './route';

export interface RouteSettings {
  apiId: string;
  /** `POST /emails`, `GET /emails/{id}` or `$default`. */
  routeKey: string;
  functionName: string;
  authorizationType: 'NONE' | 'AWS_IAM';
}

/** API Gateway's HTTP APIs: payload format 2.0, `$default` stage. An API's id is derived from its name, so it survives restarts. */
export interface HttpApis {
  applyApi(name: string): { apiId: string };
  removeApi(apiId: string): void;
  /** Creates or replaces a route; throws `AwsError` where API Gateway would. */
  applyRoute(route: RouteSettings): void;
  removeRoute(apiId: string, routeKey: string): void;
  routesOf(apiId: string): RouteSettings[];
  apiIdOf(name: string): string | undefined;
  /** The API of an id, and its URL where `listen` serves it. */
  describe(apiId: string): { name: string; url?: string } | undefined;
  /** Every API, and its URL where `listen` serves it. */
  all(): { apiId: string; name: string; url?: string }[];
  /**
   * Serves the API of a name on a port of this machine (0: any free one); returns its URL without a slash at the end.
   * While no API has the name, every request is answered 404.
   */
  listen(name: string, port: number): Promise<string>;
  /** Leaves requests that are being answered three seconds, and closes every port. */
  stop(): Promise<void>;
}

export interface HttpApisParts extends SignedCallerParts {
  clock: Clock;
  lambda: Pick<Lambda, 'invoke'>;
  /** Real milliseconds that a function has for its answer. AWS documentation: "Quotas for configuring and running an HTTP API", 30 s. */
  integrationTimeoutMs?: number;
}

/** API Gateway says no more than Forbidden. Whoever tries things on this machine reads here why. */
const refusalHeader = 'sesame-embedded-aws';

interface DeployedRoute {
  settings: RouteSettings;
  route: Route;
}

/** APIs and routes come from the deployed stacks at every start, so none of this is kept in the store. */
export function createHttpApis(parts: HttpApisParts): HttpApis {
  const { clock, lambda, integrationTimeoutMs = 30_000 } = parts;
  const apis = new Map<string, { name: string; routes: Map<string, DeployedRoute> }>();
  const servers = new Map<string, ApiServer>();

  function deployed(apiId: string) {
    const api = apis.get(apiId);
    if (!api) throw new AwsError('NotFoundException', `Invalid API identifier specified ${apiId}`, 404);
    return api;
  }

  function describe(apiId: string) {
    const found = apis.get(apiId);
    const url = servers.get(apiId)?.url;
    return found && { name: found.name, ...(url !== undefined && { url }) };
  }

  function route(
    apiId: string,
    method: string,
    path: string,
  ): { settings: RouteSettings; match: RouteMatch } | undefined {
    let best: { settings: RouteSettings; match: RouteMatch } | undefined;
    for (const { settings, route: candidate } of apis.get(apiId)?.routes.values() ?? []) {
      const match = matchRoute(candidate, method, path);
      if (match && (!best || compareRanks(match.rank, best.match.rank) > 0)) best = { settings, match };
    }
    return best;
  }

  async function answer(apiId: string, request: ReceivedRequest): Promise<HttpAnswer> {
    const found = route(apiId, request.method, request.path);
    if (!found) return gatewayAnswer(404, 'Not Found');
    const { functionName, routeKey, authorizationType } = found.settings;
    const signed = authorizationType === 'AWS_IAM' ? signedCaller(parts, apiId, request) : { caller: undefined };
    if ('refused' in signed) return gatewayAnswer(403, 'Forbidden', { [refusalHeader]: inHeader(signed.refused) });
    const routed = {
      ...{ apiId, routeKey, pathParameters: found.match.pathParameters },
      ...(signed.caller && { caller: signed.caller }),
    };
    const event = requestEvent(request, routed, clock.now());
    const invoked = lambda.invoke(functionName, event, {
      by: { type: 'service', service: 'apigateway.amazonaws.com' },
      sourceArn: sourceArn(apiId, routeKey, request.method),
    });
    const result = await within(integrationTimeoutMs, invoked);
    const given = answerOf(result);
    return { ...given, headers: { ...given.headers, 'apigw-requestid': event.requestContext.requestId } };
  }

  return {
    applyApi(name) {
      const apiId = apiIdFor(name);
      if (!apis.has(apiId)) apis.set(apiId, { name, routes: new Map() });
      return { apiId };
    },
    removeApi: (apiId) => void apis.delete(apiId),
    applyRoute(settings) {
      deployed(settings.apiId).routes.set(settings.routeKey, { settings, route: parseRouteKey(settings.routeKey) });
    },
    removeRoute: (apiId, routeKey) => void apis.get(apiId)?.routes.delete(routeKey),
    routesOf: (apiId) => [...(apis.get(apiId)?.routes.values() ?? [])].map(({ settings }) => settings),
    apiIdOf: (name) => (apis.has(apiIdFor(name)) ? apiIdFor(name) : undefined),
    describe,
    all: () => [...apis].map(([apiId, { name }]) => ({ apiId, name, ...describe(apiId) })),
    async listen(name, port) {
      const apiId = apiIdFor(name);
      const server = await serveApi(port, (request) => answer(apiId, request));
      servers.set(apiId, server);
      return server.url;
    },
    async stop() {
      await Promise.all([...servers.values()].map((server) => server.stop()));
      servers.clear();
    },
  };
}

/** A path is decoded, and can hold what no header may. */
function inHeader(text: string): string {
  return text.replace(/[^ -~]/g, '?');
}

type Invoked = InvocationResult | { outcome: 'late' } | { outcome: 'refused'; error: unknown };

async function within(ms: number, invoked: Promise<InvocationResult>): Promise<Invoked> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Invoked>((resolve) => (timer = setTimeout(() => resolve({ outcome: 'late' }), ms)));
  const settled = invoked.catch((error: unknown): Invoked => ({ outcome: 'refused', error }));
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
}

function answerOf(result: Invoked): HttpAnswer {
  if (result.outcome === 'late') return gatewayAnswer(503, 'Service Unavailable');
  // Whether AWS says so for Lambda's 6 MB, which is under API Gateway's own 10 MB, is unverified.
  const tooLarge = result.outcome === 'refused' && result.error instanceof AwsError && result.error.statusCode === 413;
  if (tooLarge) return gatewayAnswer(413, 'Request Entity Too Large');
  const answered = result.outcome === 'answered' ? functionAnswer(result.payload) : undefined;
  return answered ?? gatewayAnswer(500, 'Internal Server Error');
}

/** As API Gateway names itself to the function's policy: the stage, the method and the path of the route with its braces. */
function sourceArn(apiId: string, routeKey: string, method: string): string {
  const route = parseRouteKey(routeKey);
  return arn('execute-api', `${apiId}/$default/${route.kind === 'default' ? '$default' : `${method}${route.path}`}`);
}

function apiIdFor(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, 10);
}
