import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { ApiError } from './api-error';
import type { Authenticate, KeyHolder } from './authentication';
import { iamCallerOf } from './iam-caller';
import { problemAnswer } from './problem';
import { parseBody } from './request-body';

/** A request that was authenticated and whose body is JSON (undefined without one). Header names are in lower case. */
export type ApiRequest<Holder = KeyHolder> = {
  holder: Holder;
  body: unknown;
  pathParameters: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** The route as the API knows it, such as `GET /emails/{id}`: never a path, which can hold an address. */
  routeKey: string;
  now: Date;
};

/**
 * What to answer; status 200 unless it says otherwise. There is always a body: clients read it as JSON. A text goes out as
 * it is, and its headers say what it is.
 */
export type ApiAnswer = { statusCode?: number; body: object | string; headers?: Record<string, string> };

/** A handler for one or more routes of an HTTP API (payload format 2.0). */
export type HttpHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

export type HttpHandlerParts<Holder> = {
  authenticate: Authenticate<Holder>;
  handle: (request: ApiRequest<Holder>) => Promise<ApiAnswer>;
  /** The clock; the machine's, unless a test passes its own. */
  now?: () => Date;
};

/** An event on its way through the middlewares, each of which adds what it found out. */
type Incoming = APIGatewayProxyEventV2 & { holder?: unknown; json?: unknown };
type Middleware = MiddlewareObj<Incoming, APIGatewayProxyStructuredResultV2, Error>;

/**
 * A Lambda handler that authenticates a request, reads its JSON, hands it to `handle`, and turns what is thrown into a
 * problem document. Authentication comes first: who may not ask learns nothing about what would be answered.
 */
export function httpHandler<Holder = KeyHolder>({
  authenticate,
  handle,
  now = () => new Date(),
}: HttpHandlerParts<Holder>): HttpHandler {
  return middy<Incoming, APIGatewayProxyStructuredResultV2, Error>()
    .use([problems, authentication(authenticate), jsonBody])
    .handler(async (event) => {
      const {
        statusCode = 200,
        body,
        headers,
      } = await handle({
        // The middleware above put there what this very `authenticate` answered.
        holder: event.holder as Holder,
        body: event.json,
        pathParameters: presentIn(event.pathParameters),
        query: presentIn(event.queryStringParameters),
        headers: presentIn(event.headers),
        routeKey: event.routeKey,
        now: now(),
      });
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return { statusCode, headers: { 'content-type': 'application/json', ...headers }, body: text };
    });
}

/** The handler of a function with several routes: each route's own handler, by its route key. */
export function routes<Route extends string>(handlers: Record<Route, HttpHandler>): HttpHandler {
  const byRouteKey = new Map<string, HttpHandler>(Object.entries(handlers));
  return async (event, context) => {
    const handler = byRouteKey.get(event.routeKey);
    if (!handler) throw new Error(`No handler for the route ${event.routeKey}`);
    return handler(event, context);
  };
}

/** The handler for what no route knows: 404 as a problem document, for anybody, with nothing of the path that could be an address. */
export const unknownRoute: HttpHandler = async ({ rawPath, requestContext: { http, requestId } }) => {
  const [, first = ''] = rawPath.split('/');
  const route = /^[a-z-]{1,40}$/.test(first)
    ? `/${first}${rawPath.length > first.length + 1 ? '/…' : ''}`
    : 'this path';
  return problemAnswer(new ApiError('not_found', `There is no route for ${http.method} ${route} here.`), requestId);
};

const problems: Middleware = {
  onError: ({ error, event }) => problemAnswer(error, event.requestContext.requestId),
};

const authentication = (authenticate: Authenticate<unknown>): Middleware => ({
  before: async ({ event }) => {
    event.holder = await authenticate(presentIn(event.headers), iamCallerOf(event));
  },
});

const jsonBody: Middleware = {
  before: ({ event }) => {
    event.json = parseBody(event);
  },
};

function presentIn(values: Record<string, string | undefined> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
