import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { outcomeOf } from './outcome-of';
import { askOnceClient } from './ses-client';

const answered = (name: string, httpStatusCode: number, message = 'x') =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
const network = (code: string) => Object.assign(new Error(`connect ${code}`), { code });
const named = (name: string, message: string) => Object.assign(new Error(message), { name });
const connectionTimeOut = 'the request socket did not establish a connection with the server within 1500 ms.';

const meanings: [situation: string, error: Error, status: string, reason?: string][] = [
  ['the rate', answered('TooManyRequestsException', 429, 'Maximum sending rate exceeded.'), 'held', 'throttled'],
  [
    'the quota as throttling',
    answered('TooManyRequestsException', 429, 'Daily message quota exceeded.'),
    'held',
    'quota',
  ],
  ['the quota as a limit', answered('LimitExceededException', 400, 'Daily message quota exceeded.'), 'held', 'quota'],
  ['a paused account', answered('SendingPausedException', 400), 'held', 'paused'],
  ['another limit', answered('LimitExceededException', 400), 'failed'],
  ['a rejected message', answered('MessageRejected', 400, 'Email address is not verified.'), 'failed'],
  ['a bad request', answered('BadRequestException', 400), 'failed'],
  ['a suspended account', answered('AccountSuspendedException', 400), 'failed'],
  ['a permission that is missing', answered('AccessDeniedException', 403), 'failed'],
  ['credentials that ran out', answered('ExpiredTokenException', 403), 'queued'],
  ['no credentials', named('CredentialsProviderError', 'none'), 'queued'],
  ['a refused connection', network('ECONNREFUSED'), 'queued'],
  ['an unknown host', network('ENOTFOUND'), 'queued'],
  ['a name server that is busy', network('EAI_AGAIN'), 'queued'],
  ['no connection in time', named('TimeoutError', connectionTimeOut), 'queued'],
  [
    'no answer in time',
    named('TimeoutError', 'a request has exceeded the configured 15000 ms requestTimeout.'),
    'unknown',
  ],
  ['a reset', network('ECONNRESET'), 'unknown'],
  ['a broken pipe', network('EPIPE'), 'unknown'],
  ['an error inside SES', answered('InternalServiceErrorException', 500), 'unknown'],
  ['a gateway time-out', answered('ServiceUnavailable', 503), 'unknown'],
  ['a request time-out', answered('RequestTimeout', 408), 'unknown'],
  ['something nobody knows', new Error('?'), 'unknown'],
];
test.each(meanings.map(([situation, error, status, reason]) => ({ situation, error, status, reason })))(
  '$situation means $status',
  ({ error, status, reason }) => {
    expect(outcomeOf(error)).toEqual({
      status,
      ...(reason && { reason }),
      error: { name: error.name, message: error.message },
    });
  },
);

describe('against a server that plays SES', () => {
  let server: Server;
  let requests = 0;
  const listenWith = (onRequest: (socket: Socket) => void) =>
    new Promise<string>((resolve) => {
      requests = 0;
      server = createServer((socket) =>
        socket
          .on('error', () => undefined)
          .once('data', () => {
            requests += 1;
            onRequest(socket);
          }),
      ).listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    });
  const close = () => new Promise((resolve) => server.close(resolve));

  async function outcomeAt(endpoint: string) {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
    });
    const client = askOnceClient();
    const input = { Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } } };
    const outcome = await client.send(new SendEmailCommand(input)).then(() => undefined, outcomeOf);
    client.destroy();
    return outcome;
  }

  test('a connection that is reset after the request was written is unknown, and not tried again', async () => {
    const endpoint = await listenWith((socket) => socket.resetAndDestroy());
    expect(await outcomeAt(endpoint)).toMatchObject({ status: 'unknown' });
    expect(requests).toBe(1);
    await close();
  });

  test('an answer of 429 is throttling, and SES is asked once', async () => {
    const body = '{"message":"Maximum sending rate exceeded."}';
    const endpoint = await listenWith((socket) =>
      socket.end(
        'HTTP/1.1 429 Too Many Requests\r\nx-amzn-errortype: TooManyRequestsException\r\n' +
          `content-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
      ),
    );
    expect(await outcomeAt(endpoint)).toMatchObject({ status: 'held', reason: 'throttled' });
    expect(requests).toBe(1);
    await close();
  });
});
