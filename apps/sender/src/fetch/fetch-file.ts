import { request, type IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { readAttachmentUrl } from '../attachment-url';
import type { Network } from './network';
import { isPublicAddress } from './public-address';

const mostRedirects = 3;
const redirects = new Set([301, 302, 303, 307, 308]);
/** Answers that say: not now. */
const notNow = new Set([408, 425, 429]);

export type FetchedFile = { bytes: Buffer; contentType?: string | undefined };

/** What became of fetching a file. A sentence names no address: it is shown to the caller, whose network it is not. */
export type FetchOutcome =
  | { status: 'fetched'; file: FetchedFile }
  | { status: 'refused'; reason: string; sentence: string }
  /** It may go better another time. */
  | { status: 'try-again'; reason: string; sentence: string };

type Limits = {
  mostBytes: number;
  /** Ends whatever is under way. */
  signal: AbortSignal;
};

/**
 * Fetches a file from the public internet. Of every hop the URL is read anew, its name is resolved once, *every* address
 * of the answer must be public, and the connection is opened to one of those very addresses: between the check and the
 * connection nothing is looked up again. TLS then proves that the server has the name that was asked for.
 */
export async function fetchFile(network: Network, text: string, limits: Limits): Promise<FetchOutcome> {
  try {
    let next = text;
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const answer = await askOnce(network, next, limits);
      if (!('redirect' in answer)) return answer;
      next = answer.redirect;
    }
    return refused('too_many_redirects', `It redirects more than ${mostRedirects} times.`);
  } catch (error) {
    return outcomeOf(error, limits.signal);
  }
}

async function askOnce(network: Network, text: string, limits: Limits): Promise<FetchOutcome | { redirect: string }> {
  const read = readAttachmentUrl(text);
  if (!read.ok) return refused(read.reason, read.sentence);
  const addresses = await unlessAborted(network.resolve(read.url.hostname), limits.signal);
  // A function of Lambda outside a VPC has no IPv6, so IPv4 is preferred.
  const address = addresses.find((one) => isIPv4(one)) ?? addresses[0];
  if (address === undefined || !addresses.every(isPublicAddress))
    return refused('not_public', 'The name of the server does not lead to the public internet.');

  const secure = await securely(network, address, read.url.hostname, limits.signal);
  try {
    const answer = await get(secure, read.url);
    const { statusCode = 0, headers } = answer;
    if (redirects.has(statusCode)) {
      const target = URL.parse(headers.location ?? '', read.url.href);
      return target && headers.location ? { redirect: target.href } : refused('redirect', 'It redirects to nowhere.');
    }
    if (statusCode >= 500 || notNow.has(statusCode)) return tryAgain('status', `The server answered ${statusCode}.`);
    if (statusCode !== 200) return refused('status', `The server answered ${statusCode}.`);
    if ((headers['content-encoding'] ?? 'identity') !== 'identity')
      return refused('encoding', 'The server answered in a content encoding that was not asked for.');
    const bytes = await bytesOf(answer, limits.mostBytes);
    if (bytes === undefined) return refused('too_large', 'The file is too large for the e-mail.');
    if (bytes.length === 0) return refused('empty', 'The file is empty.');
    return { status: 'fetched', file: { bytes, contentType: headers['content-type'] } };
  } finally {
    secure.destroy();
  }
}

/** A TLS connection to this very address, with a server that has a certificate for the name. */
function securely(
  { dial, certificates }: Network,
  address: string,
  hostname: string,
  signal: AbortSignal,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = dial(address);
    const secure = connect({
      socket,
      servername: hostname,
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
      ...(certificates && { ca: certificates }),
    });
    const stop = () => secure.destroy(new Error('aborted'));
    signal.addEventListener('abort', stop, { once: true });
    socket.on('error', (error) => secure.destroy(error));
    secure.on('error', reject);
    secure.once('close', () => {
      signal.removeEventListener('abort', stop);
      socket.destroy();
      reject(new Error('closed'));
    });
    secure.once('secureConnect', () => resolve(secure));
  });
}

/** The head of the answer to a GET over this connection. Without an agent, which would open one of its own, or take a proxy. */
function get(secure: TLSSocket, { host, pathname, search }: URL): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => secure,
      path: `${pathname}${search}`,
      headers: { host, accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Sesame', connection: 'close' },
    });
    asked.once('response', resolve);
    asked.on('error', reject);
    asked.end();
  });
}

/** The whole body, or undefined as soon as it is too long. */
async function bytesOf(answer: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  if (Number(answer.headers['content-length'] ?? 0) > mostBytes) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What was thrown, in words that tell nothing of the network it was thrown in. */
function outcomeOf(error: unknown, signal: AbortSignal): FetchOutcome {
  if (signal.aborted) return tryAgain('timeout', 'It took too long.');
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'ENOTFOUND') return refused('unknown_host', 'The name of the server is not known.');
  if (code === 'EAI_AGAIN') return tryAgain('dns', 'The name of the server could not be looked up.');
  if (/CERT|ISSUER|SIGNATURE|ERR_TLS/.test(code))
    return refused('certificate', 'The certificate of the server is not one that is trusted for its name.');
  return tryAgain('connection', 'The connection to the server failed.');
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Error('aborted'));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function refused(reason: string, sentence: string): FetchOutcome {
  return { status: 'refused', reason, sentence };
}

function tryAgain(reason: string, sentence: string): FetchOutcome {
  return { status: 'try-again', reason, sentence };
}
