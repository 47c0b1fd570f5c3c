import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ApiError } from './api-error';

const largestBody = 5 * 1024 * 1024;
const withoutBody = new Set(['GET', 'HEAD', 'DELETE']);

/**
 * The JSON of a request's body; undefined for an empty one. Clients send bodies and JSON's content type with GET and DELETE
 * too: there, what is not JSON is not looked at.
 * @throws ApiError `request_too_large` above 5 MB, `validation_error` for what is not JSON
 */
export function parseBody({ body, isBase64Encoded, requestContext }: APIGatewayProxyEventV2): unknown {
  if (!body) return undefined;
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > largestBody) {
    throw new ApiError('request_too_large', 'The request body must not be larger than 5 MB.');
  }
  const text = bytes.toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    if (withoutBody.has(requestContext.http.method)) return undefined;
    throw new ApiError('validation_error', 'The request body is not valid JSON.');
  }
}
