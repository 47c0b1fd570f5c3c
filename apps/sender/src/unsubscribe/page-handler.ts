import { isDependencyFailure, log, nameOfError } from '@sesame/lambda';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { UnsubscribeRequest } from './answer-unsubscribe';
import { pageHeaders, unsubscribePage, type Page } from './unsubscribe-page';

const retryAfterSeconds = 60;

/**
 * A Lambda handler that answers with pages, also where something fails: a table that does not answer is 503 with
 * Retry-After, so that a mail provider asks again. Nothing of a request is logged.
 */
export function pageHandler(answer: (request: UnsubscribeRequest) => Promise<Page>, now = () => new Date()) {
  return async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const page = await answer(requestOf(event, now())).catch(pageOfFailure);
    const isWorthRepeating = page.page === 'unavailable';
    return {
      ...unsubscribePage(page),
      headers: { ...pageHeaders, ...(isWorthRepeating && { 'retry-after': String(retryAfterSeconds) }) },
    };
  };
}

function requestOf(event: APIGatewayProxyEventV2, now: Date): UnsubscribeRequest {
  const { body = '', isBase64Encoded, headers, pathParameters, requestContext } = event;
  const path = pathParameters?.['token'] ?? '';
  if (requestContext.http.method !== 'POST') return { path, now };
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  return { path, form: { body: bytes, contentType: headers['content-type'] ?? '' }, now };
}

function pageOfFailure(error: unknown): Page {
  if (isDependencyFailure(error)) {
    log.warn('dependency failed', { error: nameOfError(error) });
    return { page: 'unavailable' };
  }
  log.error('unexpected error', { error: nameOfError(error) });
  return { page: 'failed' };
}
