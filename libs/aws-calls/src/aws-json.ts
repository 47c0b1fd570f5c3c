import type { SdkError } from '@smithy/types';
import { HttpRequest, type HttpResponse } from '@smithy/core/protocols';
import { isServerError, isThrottlingError, isTransientError, StandardRetryStrategy } from '@smithy/core/retry';
import { Hash } from '@smithy/core/serde';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { refuseOthers } from './refuse-others';
import { credentialsOf, endpointOf, regionOf, type Environment } from './surroundings';
import { exceptionOf, type ExceptionClasses } from './service-exception';

/** How often a call is tried in all, and for how long; as the clients of the SDK take it. */
export type ClientSettings = { maxAttempts?: number; requestHandler?: NodeHttpHandlerOptions };

/** A service that speaks AWS's JSON protocol 1.0. */
export type JsonService = {
  /** As it signs, and as its endpoint begins: `dynamodb`. */
  name: string;
  /** What stands before the operation in `X-Amz-Target`: `DynamoDB_20120810`. */
  target: string;
  /** Errors that code tells apart by their class. */
  exceptions: ExceptionClasses;
};

/** Makes one call: the input of an operation, as JSON, to its output. It throws what the SDK would throw. */
export type JsonCall = (operation: string, input: unknown, settings?: CallSettings) => Promise<Record<string, unknown>>;

/** When it fires, the call is given up, and not tried again. */
export type CallSettings = { abortSignal?: AbortSignal };

const contentType = 'application/x-amz-json-1.0';
/** What the SDK takes unless told otherwise. */
const usualAttempts = 3;
const sha256 = Hash.bind(null, 'sha256');

/**
 * A caller of one service, under the credentials of the function's role: signed by AWS's own signer, carried by its own
 * HTTP handler, and tried again as its own retry strategy says. What is left out of the SDK is what turns every value of
 * a call over several times.
 */
export function awsJson(
  service: JsonService,
  settings: ClientSettings,
  environment: Environment = process.env,
): { call: JsonCall; destroy: () => void } {
  refuseOthers('a client', settings, ['maxAttempts', 'requestHandler']);
  const { protocol, hostname, port, pathname, host } = endpointOf(service.name, environment);
  const place = { protocol, hostname, path: pathname, ...(port !== '' && { port: Number(port) }) };
  const http = new NodeHttpHandler(settings.requestHandler);
  const maxAttempts = settings.maxAttempts ?? usualAttempts;
  const retries = new StandardRetryStrategy(maxAttempts);
  const signer = new SignatureV4({
    service: service.name,
    region: regionOf(environment),
    credentials: () => Promise.resolve(credentialsOf(environment)),
    sha256,
  });

  async function once(operation: string, body: Uint8Array, settings: CallSettings): Promise<Record<string, unknown>> {
    const request = new HttpRequest({
      ...place,
      method: 'POST',
      headers: {
        host,
        'content-type': contentType,
        'content-length': String(body.byteLength),
        'x-amz-target': `${service.target}.${operation}`,
        'user-agent': 'sesame',
        ...traceHeader(environment),
      },
      body,
    });
    const { response } = await http.handle((await signer.sign(request)) as HttpRequest, { ...settings });
    const answer = await jsonIn(response);
    if (response.statusCode >= 300) throw exceptionOf(response, answer, service.exceptions);
    return answer;
  }

  async function call(
    operation: string,
    input: unknown,
    settings: CallSettings = {},
  ): Promise<Record<string, unknown>> {
    refuseOthers('a call', settings, ['abortSignal']);
    // As bytes, which are hashed, and written, without being made anew.
    const body = Buffer.from(JSON.stringify(input));
    let token = await retries.acquireInitialRetryToken('');
    for (;;) {
      try {
        const output = await once(operation, body, settings);
        retries.recordSuccess(token);
        return output;
      } catch (error) {
        // The strategy takes what the SDK throws, whose type is narrower than Error.
        const failure = error as SdkError;
        if (settings.abortSignal?.aborted) throw failure;
        try {
          token = await retries.refreshRetryTokenForRetry(token, { error: failure, errorType: typeOf(failure) });
        } catch {
          throw failure;
        }
      }
    }
  }

  return { call, destroy: () => http.destroy() };
}

function typeOf(failure: SdkError) {
  if (isThrottlingError(failure)) return 'THROTTLING';
  if (isTransientError(failure)) return 'TRANSIENT';
  return isServerError(failure) ? 'SERVER_ERROR' : 'CLIENT_ERROR';
}

/** By this Lambda notices a function that feeds itself (AWS documentation: "Use Lambda recursive loop detection"). */
function traceHeader(environment: Environment): Record<string, string> {
  const trace = environment['_X_AMZN_TRACE_ID'];
  return trace === undefined || trace === '' ? {} : { 'x-amzn-trace-id': trace };
}

async function jsonIn({ body, statusCode }: HttpResponse): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) chunks.push(chunk);
  const [only] = chunks;
  const text = (chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString();
  if (text === '') return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    // A load balancer's page of HTML says nothing but its status; in what succeeded it is an error of its own.
    if (statusCode >= 300) return {};
    throw error;
  }
}
