import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  GetConfigurationSetEventDestinationsCommand,
  SESv2Client,
  UpdateConfigurationSetEventDestinationCommand,
} from '@aws-sdk/client-sesv2';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import * as z from 'zod';
import { callSigned, type Credentials, credentialsOf, roleApi } from './application';
import { call, clientAs, send, shared, simulated, timePasses } from './given';
import { person, takeRole } from './people';
import { filterLogEvents } from './signed-fetch';
import { decisionsAbout, eventually, isSuppressed } from './then';
import { heard } from './workspace';

const operator = 'sesame-local-operator';
const sessionOfAda = `arn:aws:sts::000000000000:assumed-role/${operator}/ada`;
let api: string;
let credentials: Credentials;
beforeAll(async () => {
  api = await roleApi(shared);
  credentials = await takeRole(shared, operator, await person(shared, 'ada'));
});
const asOperator = (method: string, path: string, body?: unknown) =>
  callSigned(api, credentials, method, path, body === undefined ? {} : { body });

test('nobody operates without a second factor', async () => {
  const withoutSecondFactor = { SerialNumber: undefined, TokenCode: undefined };
  await expect(takeRole(shared, operator, await person(shared, 'ada'), withoutSecondFactor)).rejects.toMatchObject({
    name: expect.stringMatching(/^AccessDenied/),
    message: expect.stringContaining(`sts:AssumeRole on resource: arn:aws:iam::000000000000:role/sesame/${operator}`),
  });
});

test('the operator makes, changes, previews, publishes and removes templates by his role, and it is known who did', async () => {
  const made = await asOperator('POST', '/templates', { name: 'Welcome', subject: 'Hi, {{name}}', html: '<p>Hi.</p>' });
  expect(made).toMatchObject({ status: 200, body: { object: 'template' } });
  const id = String(made.body['id']);
  const path = `/templates/${id}`;
  expect(await asOperator('PATCH', path, { subject: 'Hello, {{name}}' })).toMatchObject({ status: 200 });
  expect(await asOperator('POST', `${path}/render`, { variables: { name: 'Ada' } })).toMatchObject({
    body: { subject: 'Hello, Ada' },
  });
  expect(await asOperator('POST', `${path}/publish`)).toMatchObject({ status: 200, body: { version: 1 } });
  expect(await asOperator('GET', `${path}/versions/1`)).toMatchObject({ body: { subject: 'Hello, {{name}}' } });
  expect((await asOperator('GET', '/templates?limit=1')).body['data']).toMatchObject([{ id, status: 'published' }]);
  expect(await call(shared, 'GET', path)).toMatchObject({
    body: {
      status: 'published',
      published_version: 1,
      published_by: expect.stringMatching(/:assumed-role\/sesame-local-operator\/.+/),
    },
  });
  expect(await asOperator('DELETE', path)).toMatchObject({ status: 200, body: { deleted: true } });

  const done = [
    'POST /templates',
    'PATCH /templates/{template}',
    'POST /templates/{template}/publish',
    'DELETE /templates/{template}',
  ];
  await eventually(async () => expect(await actsLogged('templates-change', id)).toEqual(done));
});

test('the operator sees why an address is suppressed, and removes it; who did is kept with it', async () => {
  const to = simulated('bounce');
  await send(shared, to);
  await isSuppressed(shared, to, 'bounce');
  const path = `/suppressions/${encodeURIComponent(to)}`;
  const { body: entry } = await asOperator('GET', path);
  expect(entry).toMatchObject({ email: to, origin: 'bounce' });

  const removed = await asOperator('DELETE', path);
  expect(removed).toMatchObject({ status: 200, body: { id: entry['id'], deleted: true } });
  expect(await call(shared, 'GET', path)).toMatchObject({ status: 404 });
  expect(await asOperator('DELETE', path)).toMatchObject({ status: 404, body: { name: 'not_found' } });
  const done = ['DELETE /suppressions/{suppression}'];
  await eventually(async () => expect(await actsLogged('suppressions-change', String(entry['id']))).toEqual(done));
  expect(await send(shared, to)).toMatchObject({ status: 200 });
});

test('the operator sees that a stream is paused and by what, resumes it, and is kept with the reason', async () => {
  await guardHasPaused('marketing');
  const standing = async () => {
    const { data } = (await asOperator('GET', '/streams')).body as { data: Record<string, unknown>[] };
    return data.find(({ name }) => name === 'marketing');
  };
  expect(await standing()).toMatchObject({ state: 'paused', by: 'guard', cause: { rate: 'bounce_rate', events: 60 } });
  expect((await asOperator('GET', '/metrics?interval=hour&group_by=stream')).body).toMatchObject({ object: 'metrics' });

  const reason = 'The bought list is deleted.';
  const resumed = await asOperator('POST', '/streams/marketing/resume', { reason });
  expect(resumed).toMatchObject({ status: 200, body: { state: 'active', resumed: { by: sessionOfAda, reason } } });
  expect(await standing()).toMatchObject({ state: 'active', by: sessionOfAda });
  // The guard tells everybody, and switches sending on.
  const refusedBy = async () => (await send(shared, simulated('success'), { stream: 'marketing' })).body['name'];
  await eventually(
    async () => {
      await timePasses(shared, 60_000);
      expect(await refusedBy()).toBeUndefined();
    },
    { withinMs: 30_000, everyMs: 1_000 },
  );
});

test('the command signs with the credentials of the role that was taken, whatever is in the path or the query', async () => {
  const byRole = (...args: string[]) => {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    const env = {
      ...{ ...process.env, SESAME_ROLE_API: api, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: accessKeyId },
      ...{ AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken },
      SESAME_AWS_PORT: new URL(shared.aws).port,
    };
    return heard(spawn(process.execPath, [resolve(__dirname, '../tools/role-api/by-role.mjs'), ...args], { env }));
  };
  const body = JSON.stringify({ reason: 'It was resumed already.' });
  expect(await byRole('POST', '/streams/transactional/resume', '--body', body)).toMatchObject({ code: 0 });
  expect(await byRole('GET', '/metrics?interval=hour&filter=stream=marketing&format=csv')).toMatchObject({
    code: 0,
    said: expect.stringContaining('bounced_hard'),
  });
  const removal = ['DELETE', `/suppressions/nobody+${Date.now()}@example.net`];
  expect(await byRole(...removal)).toMatchObject({ code: 1, said: expect.stringContaining('404 Not Found') });
  expect(await byRole('POST', '/emails', '--body', '{}')).toMatchObject({
    code: 1,
    said: expect.stringContaining('403'),
  });
  expect(await byRole('GET', '/metrics', '--local', '--role', 'analyst')).toMatchObject({ code: 0 });
  expect(await byRole('PUT', '/emails')).toMatchObject({ code: 2, said: expect.stringContaining('npm run by-role') });
});

test('the operator looks where events of SES go, and repairs a destination that was switched off', async () => {
  const ses = new SESv2Client({ endpoint: shared.aws, region: 'us-east-1', credentials, maxAttempts: 1 });
  for (const ConfigurationSetName of ['sesame-local-transactional', 'sesame-local-marketing']) {
    const look = async () => {
      const found = await ses.send(new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName }));
      return found.EventDestinations?.find(({ Name }) => Name === 'complaints');
    };
    const before = await look();
    const { SnsDestination, MatchingEventTypes } = before ?? {};
    for (const Enabled of [false, true]) {
      const EventDestination = { Enabled, MatchingEventTypes, SnsDestination };
      const named = { ConfigurationSetName, EventDestinationName: 'complaints' };
      await ses.send(new UpdateConfigurationSetEventDestinationCommand({ ...named, EventDestination }));
      expect(await look()).toMatchObject({ Enabled });
    }
    expect(await look()).toEqual(before);
  }
});

test.each([
  ['send', 'POST', '/emails', 'POST/emails'],
  ['read an e-mail', 'GET', '/emails/1', 'GET/emails/1'],
])('the operator cannot %s', async (_, method, path, resource) => {
  expect(await asOperator(method, path, method === 'POST' ? {} : undefined)).toMatchObject({
    status: 403,
    body: { message: 'Forbidden' },
  });
  expect((await decisionsAbout(shared, 'operator')).at(-1)).toMatchObject({
    ...{ action: 'execute-api:Invoke', decision: 'implicitly-denied', principal: sessionOfAda },
    resource: expect.stringMatching(new RegExp(`/\\$default/${resource}$`)),
  });
});

test.each([
  ['an application', 'application', 'PATCH', '/templates/1'],
  ['an application', 'application', 'POST', '/templates/1/publish'],
  ['an application', 'application', 'DELETE', '/suppressions/zoe%40example.net'],
  ['an application', 'application', 'POST', '/streams/marketing/resume'],
  ['an application', 'application', 'GET', '/metrics'],
  ['a function', 'metrics-guard', 'POST', '/streams/marketing/resume'],
  ['the eraser', 'eraser', 'DELETE', '/suppressions/zoe%40example.net'],
  ['whoever breaks the glass', 'break-glass', 'POST', '/templates/1/publish'],
])('%s cannot do what the operator does (%s, %s %s)', async (_, role, method, path) => {
  const answer = await callSigned(api, await credentialsOf(shared, role), method, path, {
    ...(method !== 'GET' && { body: {} }),
  });
  expect(answer).toMatchObject({ status: 403, body: { message: 'Forbidden' } });
  expect(answer.headers.get('sesame-embedded-aws')).toContain('execute-api:Invoke');
});

const found = z.object({ events: z.array(z.object({ message: z.string() })) });

/** The routes by which a role changed something of this id, as the log of a function says. */
async function actsLogged(functionName: string, id: string): Promise<string[]> {
  const asked = { logGroupName: `/aws/lambda/sesame-local-${functionName}`, filterPattern: `done ${id}` };
  const answer = await filterLogEvents(shared.aws, await credentialsOf(shared, 'break-glass'), asked);
  return found
    .parse(await answer.json())
    .events.map(({ message }) => (JSON.parse(message) as { routeKey: string }).routeKey);
}

/** As the guard writes it down; e2e/guard.test.ts has the story of how it comes to that. */
async function guardHasPaused(stream: string): Promise<void> {
  const dynamoDb = new DynamoDBClient(await clientAs(shared, 'metrics-guard'));
  const at = { TableName: 'sesame-local-streams' };
  const Key = { pk: { S: 'own' }, sk: { S: `stream#${stream}` } };
  const { Item = {} } = await dynamoDb.send(new GetItemCommand({ ...at, Key, ConsistentRead: true }));
  const version = Number(Item['version']?.N ?? 0) + 1;
  const since = new Date().toISOString();
  const figures = { value: 0.06, threshold: 0.05, recipients: 1_000, events: 60 };
  const numbers = Object.entries(figures).map(([name, number]) => [name, { N: String(number) }]);
  const M = { ...Object.fromEntries(numbers), rate: { S: 'bounce_rate' }, from: { S: since }, to: { S: since } };
  const paused = { state: { S: 'paused' }, since: { S: since }, by: { S: 'guard' }, cause: { M }, to_do: { L: [] } };
  const standing = { ...Key, stream: { S: stream }, version: { N: String(version) }, ...paused };
  await dynamoDb.send(new PutItemCommand({ ...at, Item: standing }));
}
