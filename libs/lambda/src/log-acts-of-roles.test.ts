import { context, httpEvent } from './http-event.fixture';
import { log } from './log';
import { logActsOfRoles } from './log-acts-of-roles';

const infoLog = jest.spyOn(log, 'info').mockImplementation();
beforeEach(() => jest.clearAllMocks());

const userArn = 'arn:aws:sts::000000000000:assumed-role/sesame-prod-operator/ada@example.com';
const signed = (routeKey: string) => {
  const event = httpEvent({ routeKey });
  const iam = { accountId: '000000000000', userArn, userId: 'AROA1:ada@example.com' };
  return { ...event, requestContext: { ...event.requestContext, authorizer: { iam } } };
};
const answering = (statusCode: number, body: object) =>
  logActsOfRoles(() => Promise.resolve({ statusCode, body: JSON.stringify(body) }));
const removal = 'DELETE /suppressions/{suppression}';

test('what a role did is logged with the id of it and of the request, and without the session, which can be a person’s', async () => {
  await answering(200, { object: 'suppression', id: 's-1', deleted: true })(signed(removal), context);
  await answering(200, { object: 'stream', name: 'marketing' })(signed('POST /streams/{stream}/resume'), context);
  expect(infoLog.mock.calls).toEqual([
    ['done', { routeKey: removal, id: 's-1', requestId: 'request-1' }],
    ['done', { routeKey: 'POST /streams/{stream}/resume', requestId: 'request-1' }],
  ]);
});

test.each([
  ['what was refused', 404, signed(removal)],
  ['what was only read', 200, signed('GET /templates/{template}')],
  ['what a key did', 200, httpEvent({ routeKey: removal })],
])('%s is not', async (_, statusCode, event) => {
  const body = { id: 's-1' };
  expect(await answering(statusCode, body)(event, context)).toEqual({ statusCode, body: JSON.stringify(body) });
  expect(infoLog).not.toHaveBeenCalled();
});
