import { iamCallerOf, log, type HttpHandler } from '@sesame/lambda';
import * as z from 'zod/mini';

const single = z.pipe(
  z.object({ id: z.string() }),
  z.transform(({ id }) => [id]),
);
const batch = z.pipe(
  z.object({ data: z.array(z.object({ id: z.string() })) }),
  z.transform(({ data }) => data.map(({ id }) => id)),
);
const acceptedIds = z.union([single, batch]);

/**
 * Logs which e-mails were accepted of a caller that holds a role, with the id of the request: the access log of the API for
 * roles has it beside the caller's session, and so it is found out who sent as whom.
 */
export function logAcceptance(handler: HttpHandler): HttpHandler {
  return async (event, context) => {
    const answer = await handler(event, context);
    if (iamCallerOf(event) && answer.statusCode === 200) {
      const ids = acceptedIds.parse(JSON.parse(answer.body ?? ''));
      log.info('accepted', { ids, requestId: event.requestContext.requestId });
    }
    return answer;
  };
}
