import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import type { EmulatedService } from '../emulated-service';
import { operation } from '../operation';
import { createAwsServer } from '../server';
import { stsService } from '../sts';
import type { Session } from '../sts/sessions';
import { stsUnderTest } from '../sts/sts-under-test';
import { createFaults, type FaultKind } from './faults';

const { sts } = stsUnderTest();
const { authorize, clock, roles, sessions } = sts;
const faults = createFaults();
const deeds: string[] = [];
const killed: { by: Session; after: number }[] = [];
const queues: EmulatedService<string[]> = {
  signingName: 'sqs',
  protocol: 'json-1.0',
  routedBy: 'AmazonSQS',
  state: deeds,
  operations: [
    operation<string[]>()({
      name: 'ListQueues',
      documentation: '',
      input: z.strictObject({}),
      access: () => [{ action: 'sqs:ListQueues', resource: '*' }],
      run(done) {
        done.push('listed');
        return { QueueUrls: [] };
      },
    }),
  ],
};
const server = createAwsServer({
  services: [queues, stsService(sts)],
  sessions,
  authorize,
  clock,
  doors: async () => undefined,
  faults,
  killHolder: (by) => killed.push({ by, after: deeds.length }),
});
const caller = roles.apply({
  name: 'caller',
  trust: { Version: '2012-10-17', Statement: [] },
  policies: [
    {
      name: 'caller',
      document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sqs:ListQueues', Resource: '*' }] },
    },
  ],
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  faults.clear();
  deeds.length = 0;
});

function settings(role = caller) {
  const { accessKeyId, secretAccessKey, sessionToken } = sessions.issue(role, 'test', 3600);
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  return { endpoint, region: 'us-east-1', credentials, maxAttempts: 1 };
}
const list = (role = caller) => new SQSClient(settings(role)).send(new ListQueuesCommand());
const onceHit = (kind: FaultKind, delayMs?: number) =>
  faults.add({ service: 'sqs', operation: 'ListQueues', kind, count: 1, seed: 1, ...(delayMs && { delayMs }) });

test.each([
  ['throttle', { name: 'RequestThrottled', $metadata: expect.objectContaining({ httpStatusCode: 403 }) }, 0],
  ['error', { name: 'InternalFailure', $metadata: expect.objectContaining({ httpStatusCode: 500 }) }, 0],
  ['reset-before', { message: expect.stringContaining('ECONNRESET') }, 0],
  ['reset-after', { message: expect.stringContaining('ECONNRESET') }, 1],
] as const)(
  '%s: the caller meets it, and %#: what was to be done is done as often as it says',
  async (kind, error, done) => {
    onceHit(kind);
    await expect(list()).rejects.toMatchObject(error);
    expect(deeds).toHaveLength(done);
    await list();
    expect(deeds).toHaveLength(done + 1);
  },
);

test.each(['delay', 'delay-after'] as const)('%s: the answer takes its time, and is the answer', async (kind) => {
  onceHit(kind, 120);
  const before = Date.now();
  const answer = list();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(deeds).toHaveLength(kind === 'delay' ? 0 : 1);
  await answer;
  expect(Date.now() - before).toBeGreaterThanOrEqual(110);
  expect(deeds).toHaveLength(1);
});

test.each([
  ['kill-before', 0],
  ['kill-after', 1],
] as const)(
  '%s: whoever holds the credentials that signed is killed when so much was done: %d',
  async (kind, after) => {
    onceHit(kind);
    const given = settings();
    const { accessKeyId } = given.credentials;
    await expect(new SQSClient(given).send(new ListQueuesCommand())).rejects.toMatchObject({
      message: expect.stringContaining('ECONNRESET'),
    });
    expect(killed.splice(0)).toEqual([{ by: sessions.byAccessKeyId(accessKeyId), after }]);
    expect(deeds).toHaveLength(after);
  },
);

test('a call that is not allowed is refused before a fault is spent on it', async () => {
  onceHit('error');
  const stranger = roles.apply({ name: 'stranger', trust: { Version: '2012-10-17', Statement: [] }, policies: [] });
  await expect(list(stranger)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(faults.list()).toMatchObject([{ seen: 0 }]);
});

test('a service that speaks XML says so in XML', async () => {
  faults.add({ service: 'sts', kind: 'throttle', count: 1, seed: 1 });
  await expect(new STSClient(settings()).send(new GetCallerIdentityCommand())).rejects.toMatchObject({
    name: 'Throttling',
  });
});
