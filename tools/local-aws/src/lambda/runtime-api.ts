import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { maximumResponseBytes } from './failure-payload';

export interface RuntimeInvocation {
  requestId: string;
  payload: string;
  /** Milliseconds since 1970 on the embedded clock. */
  deadline: number;
  invokedFunctionArn: string;
  traceId: string;
  /** How far the embedded clock was ahead of the machine's when `deadline` was reckoned. */
  clockAdvancedMs: number;
  /** The websites there are beside the real ones, as JSON. */
  websites: string;
}

/** What one process says through the Runtime API. */
export interface RuntimeApiListener {
  /** It is ready for an invocation, which may be given later. */
  next(give: (invocation: RuntimeInvocation) => void): void;
  response(requestId: string, payload: string): void;
  responseTooLarge(requestId: string): void;
  error(requestId: string, payload: string): void;
  initError(payload: string): void;
}

export interface RuntimeApi {
  /** `host:port`, for AWS_LAMBDA_RUNTIME_API. */
  address: string;
  close(): void;
}

/**
 * Serves the Lambda Runtime API to one process on a port of its own: the port says which process it is.
 * AWS documentation: "Using the Lambda runtime API for custom runtimes".
 */
export async function serveRuntimeApi(listener: RuntimeApiListener): Promise<RuntimeApi> {
  const server = createServer((request, response) => void answer(request, response, listener));
  // A connection rests as long as the handler runs; it ends with the process.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port.');
  return {
    address: `${address.address}:${address.port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, listener: RuntimeApiListener): Promise<void> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return; // The process ended in the middle of a request; its exit says so too.
  }
  const body = Buffer.concat(chunks);
  const [, requestId, kind] =
    /^\/2018-06-01\/runtime\/invocation\/([^/]+)(?:\/(response|error))?$/.exec(request.url ?? '') ?? [];

  if (request.method === 'GET' && requestId === 'next') {
    listener.next((invocation) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': invocation.requestId,
        'lambda-runtime-deadline-ms': String(invocation.deadline),
        'lambda-runtime-invoked-function-arn': invocation.invokedFunctionArn,
        'lambda-runtime-trace-id': invocation.traceId,
        'sesame-clock-advanced-ms': String(invocation.clockAdvancedMs),
        'sesame-websites': Buffer.from(invocation.websites).toString('base64'),
      });
      response.end(invocation.payload);
    });
  } else if (requestId && kind === 'response' && body.length > maximumResponseBytes) {
    listener.responseTooLarge(requestId);
    reply(response, 413, {
      errorType: 'RequestEntityTooLarge',
      errorMessage: `Exceeded maximum allowed payload size (${maximumResponseBytes} bytes).`,
    });
  } else if (requestId && kind === 'response') {
    listener.response(requestId, body.toString('utf8'));
    reply(response, 202, { status: 'OK' });
  } else if (requestId && kind === 'error') {
    listener.error(requestId, body.toString('utf8'));
    reply(response, 202, { status: 'OK' });
  } else if (request.url === '/2018-06-01/runtime/init/error') {
    listener.initError(body.toString('utf8'));
    reply(response, 202, { status: 'OK' });
  } else {
    reply(response, 404, { errorType: 'NotFound', errorMessage: 'The Runtime API has no such path.' });
  }
}

function reply(response: ServerResponse, statusCode: number, body: Record<string, string>): void {
  response.writeHead(statusCode, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
