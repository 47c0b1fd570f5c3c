import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gatewayAnswer, type HttpAnswer } from './function-answer';
import type { ReceivedRequest } from './request-event';

/** AWS documentation: "Quotas for configuring and running an HTTP API": request payload, and request line with header values. */
const maximumBodyBytes = 10 * 1024 * 1024;
const maximumHeaderBytes = 10_240;
/** Above API Gateway's limit, so that the answer is API Gateway's and not Node's. */
const nodeHeaderBytes = 64 * 1024;
const keepAliveMs = 75_000;
/** What a stop leaves to requests that are being answered. */
const stopGraceMs = 3_000;

/** One HTTP API on one port: reads requests whole, within API Gateway's limits, and writes the answers. */
export interface ApiServer {
  /** Without a slash at the end. */
  url: string;
  stop(): Promise<void>;
}

export async function serveApi(
  port: number,
  answer: (request: ReceivedRequest) => Promise<HttpAnswer>,
): Promise<ApiServer> {
  const server = createServer(
    { maxHeaderSize: nodeHeaderBytes, keepAliveTimeout: keepAliveMs },
    (request, response) => {
      read(request)
        .then((received) => ('statusCode' in received ? received : answer(received)))
        .then((result) => write(response, result))
        // An answer whose headers HTTP does not allow is the function's failure; a torn connection has nobody to tell.
        .catch(() =>
          response.headersSent ? response.destroy() : write(response, gatewayAnswer(500, 'Internal Server Error')),
        );
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${portOf(server)}`, stop: () => stop(server) };
}

async function read(request: IncomingMessage): Promise<ReceivedRequest | HttpAnswer> {
  const { method = 'GET', url = '/', rawHeaders, httpVersion, socket } = request;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // A body that is too long is read to its end too, or the client would see a torn connection and not the answer.
  for await (const chunk of request) {
    const buffer = chunk as Buffer;
    bytes += buffer.length;
    if (bytes <= maximumBodyBytes) chunks.push(buffer);
  }
  if (headerBytes(request) > maximumHeaderBytes) return gatewayAnswer(431, 'Request Header Fields Too Large');
  if (bytes > maximumBodyBytes) return gatewayAnswer(413, 'Request Entity Too Large');

  const queryAt = url.indexOf('?');
  const path = decoded(queryAt < 0 ? url : url.slice(0, queryAt));
  if (path === undefined) return gatewayAnswer(400, 'Bad Request');
  return {
    method,
    url,
    path,
    rawQueryString: queryAt < 0 ? '' : url.slice(queryAt + 1),
    rawHeaders,
    body: Buffer.concat(chunks),
    sourceIp: socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1',
    port: socket.localPort ?? 0,
    httpVersion,
  };
}

function write(response: ServerResponse, { statusCode, headers, cookies, body }: HttpAnswer): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  response.writeHead(statusCode, { 'content-length': body.length }).end(body);
}

function headerBytes({ method = '', url = '', httpVersion, rawHeaders }: IncomingMessage): number {
  const requestLine = `${method} ${url} HTTP/${httpVersion}`.length;
  return rawHeaders.reduce((bytes, text, index) => (index % 2 === 0 ? bytes : bytes + text.length), requestLine);
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address and a port.');
  return address.port;
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => server.closeAllConnections(), stopGraceMs);
  await closed;
  clearTimeout(timer);
}
