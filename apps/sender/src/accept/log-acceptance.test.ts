import { log, type HttpHandler } from '@sesame/lambda';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { logAcceptance } from './log-acceptance';

const info = jest.spyOn(log, 'info').mockImplementation();
beforeEach(() => info.mockClear());

const iam = { userArn: 'arn:aws:sts::000000000000:assumed-role/application/orders', userId: 'AROA1:orders' };
const event = (authorizer?: object) =>
  ({ requestContext: { requestId: 'request-1', ...(authorizer && { authorizer }) } }) as APIGatewayProxyEventV2;
const answers = async (body: object, from: APIGatewayProxyEventV2, statusCode = 200) => {
  const handler: HttpHandler = () => Promise.resolve({ statusCode, body: JSON.stringify(body) });
  return logAcceptance(handler)(from, {} as Context);
};

test.each([
  [{ id: 'email-1', suppressed: ['someone@example.net'] }, ['email-1']],
  [{ data: [{ id: 'email-1' }, { id: 'email-2' }] }, ['email-1', 'email-2']],
])('what a role had accepted is logged by its ids, and nothing else of it', async (body, ids) => {
  expect(await answers(body, event({ iam }))).toEqual({ statusCode: 200, body: JSON.stringify(body) });
  expect(info.mock.calls).toEqual([['accepted', { ids, requestId: 'request-1' }]]);
});

test('a refusal, and a request with a key, leave no line', async () => {
  await answers({ name: 'validation_error' }, event({ iam }), 422);
  await answers({ id: 'email-1' }, event());
  expect(info).not.toHaveBeenCalled();
});
