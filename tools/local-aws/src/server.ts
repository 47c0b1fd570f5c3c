import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { requireAllowed } from './authorization';
import { AwsError } from './aws-error';
import type { Caller, Credentials } from './caller';
import type { Clock } from './clock';
import type { EmulatedService } from './emulated-service';
import type { Users } from './iam/users';
import type { Authorize, Call } from './operation';
import type { Faults } from './faults/faults';
import { ConnectionReset, runFaulted } from './faults/run-faulted';
import type { TrailedCall } from './event-bus/trail';
import { findRoute, type Route } from './route';
import { type SignatureFailure, type SignedRequest, verifySignature } from './signature';
import type { Session, Sessions } from './sts/sessions';
import { readInput } from './read-input';
import { protocolOf } from './protocols/protocol-of';
import { Payload, type WireAnswer } from './protocols/protocol';

/** A door under `/_sesame/`: answers without authentication, on this machine only. Undefined means: no such door. */
export type Doors = (request: SignedRequest, call?: { sourceIp: string }) => Promise<WireAnswer | undefined>;

interface ServerParts {
  services: EmulatedService[];
  sessions: Sessions;
  /** Whose keys of their own are known, beside those of sessions. */
  users?: Users;
  authorize: Authorize;
  clock: Clock;
  doors: Doors;
  /** Hears of every call that was made. */
  trail?: (call: TrailedCall) => void;
  /** What is to go wrong on purpose; nothing if absent. */
  faults?: Faults;
  /** Kills the process that holds a session, for the faults that do; whoever else holds one is no process of ours. */
  killHolder?: (session: Session) => void;
}

/** The largest request any emulated service takes is SES's: a message of 40 MB, encoded already, in JSON. Beyond that nothing is read. */
const maximumBodyBytes = 44 * 1024 * 1024;

/**
 * The HTTP server of the embedded AWS. Listens on the loopback interface only. Answers what `parts.services` know and
 * refuses, in the emulated service's own way, everything else.
 */
export function createAwsServer(parts: ServerParts): Server {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, parts).catch((error: unknown) => {
      // Else only a caller that hung up makes this fail; there is nobody left to tell.
      if (error instanceof ConnectionReset) incoming.socket.resetAndDestroy();
      else outgoing.destroy();
    });
  });
  server.keepAliveTimeout = 75_000;
  return server;
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, parts: ServerParts): Promise<void> {
  const hungUp = new AbortController();
  outgoing.once('close', () => hungUp.abort());
  // The SDK corrects its clock by this header, and would then sign by a time that is neither the machine's nor ours.
  outgoing.sendDate = false;
  const body = await readBody(incoming);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  );
  const request: SignedRequest = { method: incoming.method ?? 'GET', url: incoming.url ?? '/', headers, body };
  const call = {
    requestId: randomUUID(),
    sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
    signal: hungUp.signal,
  };
  const answer =
    body.length > maximumBodyBytes ? plain(413, 'The request is too large.') : await answerTo(request, call, parts);
  outgoing.writeHead(answer.statusCode, {
    ...answer.headers,
    'content-length': Buffer.byteLength(answer.body),
    'x-amzn-requestid': call.requestId,
  });
  outgoing.end(answer.body);
}

type CallOnTheWire = Required<Omit<Call, 'principal'>>;

async function answerTo(request: SignedRequest, call: CallOnTheWire, parts: ServerParts): Promise<WireAnswer> {
  if (request.url.startsWith('/_sesame/')) return openDoor(request, call, parts);
  const route = findRoute(request, parts.services);
  if (!route) return notEmulated(request);
  const protocol = protocolOf(route.service);
  try {
    const output = await run(request, route, call, parts);
    if (output instanceof Payload) return output;
    return protocol.answer(route.operationName, output, call.requestId);
  } catch (error) {
    if (error instanceof ConnectionReset) throw error;
    return protocol.refuse(asServiceSays(route.service, asAwsError(error)), call.requestId);
  }
}

async function openDoor(request: SignedRequest, call: CallOnTheWire, parts: ServerParts): Promise<WireAnswer> {
  try {
    return (await parts.doors(request, call)) ?? noSuchDoor(request);
  } catch (error) {
    return plain(500, asAwsError(error).message);
  }
}

/** One request, in AWS's order: signature and session, the operation, its input, IAM, then the deed, or the fault that hits it. */
async function run(request: SignedRequest, route: Route, call: CallOnTheWire, parts: ServerParts): Promise<unknown> {
  const { service, operation } = route;
  const credentials = operation?.unsigned ? undefined : authenticate(request, service, parts);
  if (!operation)
    throw new AwsError(
      'UnknownOperationException',
      `Sesame's embedded AWS: ${service.signingName}:${route.operationName} is not emulated, so it is refused. GET /_sesame/emulated lists what is.`,
    );
  const principal: Caller = credentials?.principal ?? { type: 'anonymous' };
  const input = readInput<unknown>(request, route, operation);
  requireAllowed(
    parts.authorize,
    principal,
    operation.access(service.state, input, principal).map((access) => ({
      ...access,
      context: { 'aws:SourceIp': call.sourceIp, ...access.context },
    })),
  );
  const deed = (given: unknown) => operation.run(service.state, given, { ...call, principal });
  const called = { service: service.signingName, operation: operation.name };
  const hit = parts.faults?.next({
    ...called,
    ...(principal.type === 'role-session' && { role: roleNameOf(principal.roleArn) }),
  });
  const killCaller = () => {
    const session = credentials && parts.sessions.byAccessKeyId(credentials.accessKeyId);
    if (session) parts.killHolder?.(session);
  };
  const output = await (hit ? runFaulted(hit, { ...called, input, run: deed, killCaller }) : deed(input));
  parts.trail?.({ ...called, input, principal, ...call });
  return output;
}

/** Who signed the request. Throws AWS's refusal of a signature that does not hold, or is not for this service. */
function authenticate(request: SignedRequest, { signingName }: EmulatedService, parts: ServerParts): Credentials {
  const { sessions, users, clock } = parts;
  const credentialsOf = (accessKeyId: string) =>
    sessions.byAccessKeyId(accessKeyId) ?? users?.byAccessKeyId(accessKeyId)?.credentials;
  const times = { now: clock.now(), signingClocks: clock.signingTimes() };
  const verdict = verifySignature(request, credentialsOf, times);
  if (!verdict.verified) throw refusal(verdict.failure, verdict.reason);
  if (verdict.service !== signingName)
    throw refusal('signature-does-not-match', `Credential should be scoped to service '${signingName}'.`);
  return verdict.credentials;
}

function roleNameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}

function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      // One chunk more than the maximum is kept, so that the length tells that there was too much.
      if (size <= maximumBodyBytes) chunks.push(chunk);
      size += chunk.length;
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', reject);
  });
}

const refusals: Record<SignatureFailure, string> = {
  'missing-authentication-token': 'MissingAuthenticationTokenException',
  'incomplete-signature': 'IncompleteSignatureException',
  'request-expired': 'InvalidSignatureException',
  'unrecognized-client': 'UnrecognizedClientException',
  'expired-token': 'ExpiredTokenException',
  'signature-does-not-match': 'InvalidSignatureException',
  'malformed-presigned-url': 'AuthorizationQueryParametersError',
  'url-expired': 'AccessDenied',
};
function refusal(failure: SignatureFailure, reason: string): AwsError {
  return new AwsError(refusals[failure], reason, failure === 'malformed-presigned-url' ? 400 : 403);
}

/** The names that services of the older protocols, and DynamoDB, have for the refusals that all services share. */
function asServiceSays(service: EmulatedService, error: AwsError): AwsError {
  if (service.protocol === 'query-xml') {
    const names: Record<string, string> = {
      AccessDenied: service.signingName === 'sns' ? 'AuthorizationError' : 'AccessDenied',
      MissingAuthenticationTokenException: 'MissingAuthenticationToken',
      IncompleteSignatureException: 'IncompleteSignature',
      InvalidSignatureException: 'SignatureDoesNotMatch',
      UnrecognizedClientException: 'InvalidClientTokenId',
      // With 400 it is STS's own word for a token of somebody else.
      ...(error.statusCode === 403 && { ExpiredTokenException: 'ExpiredToken' }),
      ...(service.signingName === 'sts' && { SerializationException: 'ValidationError' }),
    };
    return new AwsError(names[error.code] ?? error.code, error.message, error.statusCode, error.members);
  }
  if (service.protocol === 'rest-xml') {
    const names: Record<string, string> = {
      MissingAuthenticationTokenException: 'AccessDenied',
      IncompleteSignatureException: 'AuthorizationHeaderMalformed',
      InvalidSignatureException: 'SignatureDoesNotMatch',
      UnrecognizedClientException: 'InvalidAccessKeyId',
      ExpiredTokenException: 'ExpiredToken',
      UnknownOperationException: 'NotImplemented',
    };
    return new AwsError(names[error.code] ?? error.code, error.message, error.statusCode, error.members);
  }
  const code = error.code === 'AccessDenied' ? 'AccessDeniedException' : error.code;
  // DynamoDB answers every refusal of the client's doing with 400.
  const statusCode = service.signingName === 'dynamodb' && error.statusCode === 403 ? 400 : error.statusCode;
  return new AwsError(code, error.message, statusCode, error.members);
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  process.stderr.write(
    `Sesame's embedded AWS failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return new AwsError('InternalFailure', "Sesame's embedded AWS failed; its log says why.", 500);
}

function notEmulated({ method, url }: SignedRequest): WireAnswer {
  const path = url.split('?', 1)[0];
  return plain(
    404,
    `Sesame's embedded AWS: no emulated service answers ${method} ${path}. GET /_sesame/emulated lists what is emulated.`,
  );
}

function noSuchDoor({ method, url }: SignedRequest): WireAnswer {
  return plain(404, `There is no door ${method} ${url.split('?', 1)[0]}.`);
}

function plain(statusCode: number, message: string): WireAnswer {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}
