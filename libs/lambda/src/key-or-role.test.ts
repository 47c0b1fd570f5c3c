import { actorOf, type KeyHolder } from './authentication';
import { httpEvent } from './http-event.fixture';
import { iamCallerOf } from './iam-caller';
import { keyOrRole } from './key-or-role';

const holder: KeyHolder = { connection: 'own', keyId: 'key-1', permission: 'full_access' };
const session = 'arn:aws:sts::000000000000:assumed-role/sesame-prod-application/orders';
const signedBy = (userArn: string, userId: string) => {
  const event = httpEvent();
  const iam = { accessKey: 'ASIA1', accountId: '000000000000', cognitoIdentity: null, userArn, userId };
  return { requestContext: { ...event.requestContext, authorizer: { iam } } };
};

test('a request that nobody signed is authenticated by its key', async () => {
  const byKey = jest.fn().mockResolvedValue(holder);
  const headers = { authorization: 'Bearer ss_1' };

  expect(await keyOrRole(byKey)(headers, iamCallerOf(httpEvent()))).toBe(holder);
  expect(byKey).toHaveBeenCalledWith(headers);
});

test('whoever signed with a role may send for this account, and is known by the role and not by the name of the session', async () => {
  const byKey = jest.fn();

  expect(await keyOrRole(byKey)({}, iamCallerOf(signedBy(session, 'AROA1:orders')))).toEqual({
    connection: 'own',
    keyId: 'arn:aws:sts::000000000000:assumed-role/sesame-prod-application',
    signedBy: session,
    permission: 'sending_access',
  });
  expect(byKey).not.toHaveBeenCalled();
});

test('on a route that asks for full access whoever signed has it, since the policy of the role has said that it may call the route', async () => {
  const caller = iamCallerOf(signedBy(session, 'AROA1:orders'));

  expect(await keyOrRole(jest.fn(), 'full_access')({}, caller)).toMatchObject({ permission: 'full_access' });
});

test('what is done is recorded of the whole session, which names the person, or of the key by its id', () => {
  expect(actorOf({ keyId: 'arn:aws:sts::000000000000:assumed-role/sesame-prod-application', signedBy: session })).toBe(
    session,
  );
  expect(actorOf(holder)).toBe('key key-1');
});

test('a user of IAM is known by an id, and not by a name that can be a person’s', async () => {
  const caller = iamCallerOf(signedBy('arn:aws:iam::000000000000:user/ada@example.com', 'AIDA1'));

  expect(await keyOrRole(jest.fn())({}, caller)).toMatchObject({ keyId: 'AIDA1' });
});

test.each(['authorization', 'x-amzn-iam-user-arn', 'authorizer'])('the header %s makes nobody a role', (name) => {
  expect(iamCallerOf(httpEvent({ headers: { [name]: session } }))).toBeUndefined();
});
