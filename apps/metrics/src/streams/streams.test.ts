import type { ApiRequest } from '@sesame/lambda';
import { standingsInMemory, type Cause } from '@sesame/standing';
import * as z from 'zod/mini';
import { listStreams } from './list-streams';
import { streamSchemas } from './openapi';
import { resumeStream } from './resume-stream';

const now = new Date('2026-11-22T14:00:00.000Z');
const cause: Cause = {
  ...{ rate: 'complaint_rate', value: 0.002, threshold: 0.001, recipients: 10_000, events: 20 },
  ...{ from: new Date('2026-11-21T12:00:00.000Z'), to: now },
};

async function pausedMarketing() {
  const standings = standingsInMemory();
  const read = await standings.read('own', 'marketing');
  await standings.change(read, { state: 'paused', since: now, by: 'guard', cause, toDo: [] });
  return standings;
}

const asked = (stream: string, body: unknown = { reason: ' Unsubscribed all who did not open. ' }): ApiRequest => ({
  holder: { connection: 'own', keyId: '1', permission: 'full_access' },
  ...{ pathParameters: { stream }, body, query: {}, headers: {}, now, routeKey: 'POST /streams/{stream}/resume' },
});

test('streams are told as they are described, paused or never changed', async () => {
  const standings = await pausedMarketing();
  const { body } = await listStreams({ standings })(asked(''));
  expect(z.parse(streamSchemas.list, body)).toEqual(body);
  expect(body).toMatchObject({
    data: [
      { name: 'transactional', state: 'active', since: null, cause: null },
      { name: 'marketing', state: 'paused', cause: { events: 20, recipients: 10_000 } },
    ],
  });
});

test('who resumes a stream, when, why, and what it had been paused for is kept; asking again changes nothing', async () => {
  const standings = await pausedMarketing();
  const { body } = await resumeStream({ standings })(asked('marketing'));
  expect(z.parse(streamSchemas.stream, body)).toEqual(body);
  expect(body).toMatchObject({
    ...{ state: 'active', by: 'key 1', cause: null },
    resumed: {
      at: now.toISOString(),
      by: 'key 1',
      reason: 'Unsubscribed all who did not open.',
      cause: { events: 20 },
    },
  });
  expect(await standings.read('own', 'marketing')).toMatchObject({ toDo: ['tell', 'switch on'] });
  expect((await resumeStream({ standings })(asked('marketing', { reason: 'Again' }))).body).toEqual(body);
});

test('whoever resumes a stream by a role is kept by the session, which names the person', async () => {
  const standings = await pausedMarketing();
  const role = 'arn:aws:sts::000000000000:assumed-role/sesame-prod-operator';
  const request = asked('marketing');
  const holder = { ...request.holder, keyId: role, signedBy: `${role}/ada` };

  const { body } = await resumeStream({ standings })({ ...request, holder });
  expect(body).toMatchObject({ by: `${role}/ada`, resumed: { by: `${role}/ada` } });
});

test('a pause that changes meanwhile is read again', async () => {
  const standings = await pausedMarketing();
  const { change } = standings;
  let isFirst = true;
  standings.change = async (read, changed) => {
    if (isFirst) await change(read, read);
    isFirst = false;
    return change(read, changed);
  };
  expect((await resumeStream({ standings })(asked('marketing'))).body).toMatchObject({ state: 'active' });
});

test.each([
  ['a stream that is none', asked('newsletters'), { errorName: 'not_found' }],
  ['no reason', asked('marketing', {}), { errorName: 'validation_error', details: { field: 'reason' } }],
  [
    'an empty reason',
    asked('marketing', { reason: ' ' }),
    { errorName: 'validation_error', details: { field: 'reason' } },
  ],
])('%s is refused, and nothing changes', async (_, request, refusal) => {
  const standings = await pausedMarketing();
  await expect(resumeStream({ standings })(request)).rejects.toMatchObject(refusal);
  expect(await standings.read('own', 'marketing')).toMatchObject({ state: 'paused' });
});
