import * as z from 'zod/mini';
import type { HttpHandler } from './http-handler';
import { iamCallerOf } from './iam-caller';
import { log } from './log';

const changed = z.object({ id: z.optional(z.string()) });

/**
 * Logs each thing that a caller who holds a role did, not what it read: the route, the id of what it changed and that of the request.
 * The access log of the API for roles has the latter beside the caller's session, and so it is found out who did what.
 */
export function logActsOfRoles(handler: HttpHandler): HttpHandler {
  return async (event, context) => {
    const answer = await handler(event, context);
    const { routeKey, requestContext } = event;
    if (iamCallerOf(event) && answer.statusCode === 200 && !routeKey.startsWith('GET ')) {
      const { id } = changed.parse(JSON.parse(answer.body ?? '{}'));
      log.info('done', { routeKey, ...(id !== undefined && { id }), requestId: requestContext.requestId });
    }
    return answer;
  };
}
