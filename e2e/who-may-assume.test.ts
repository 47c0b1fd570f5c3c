import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
} from '@aws-sdk/client-sts';
import { credentialsOf } from './application';
import { shared } from './given';
import { deployRoles } from './granted';
import { arnOfRole, door, type Person, person, secondFactor, sts, takeRole } from './people';

const github = 'https://token.actions.githubusercontent.com';

let ada: Person;
let bob: Person;
let stranger: Person;
beforeAll(async () => {
  ada = await person(shared, 'ada');
  bob = await person(shared, 'bob', { mayTake: arnOfRole('sesame-local-nothing') });
  stranger = await person(shared, 'eve', { account: '111122223333' });
});

const rolesOfPeople = ['operator', 'eraser', 'analyst', 'exporter', 'break-glass'].map(
  (role) => `sesame-local-${role}`,
);
/** Who takes a role of people says who he is; break-glass asks for it. */
const named = { RoleSessionName: 'ada', SourceIdentity: 'ada' };

const take = (role: string, by: Person, more: Partial<AssumeRoleCommandInput> = {}) => takeRole(shared, role, by, more);

async function takeAs(session: string, role: string) {
  const input = { RoleArn: arnOfRole(role), ...named };
  return sts(shared, await credentialsOf(shared, session)).send(new AssumeRoleCommand(input));
}
async function takeWithToken(
  role: string,
  claims: object = {},
  more: Partial<AssumeRoleWithWebIdentityCommandInput> = {},
) {
  const { expiresInSeconds = 300, ...given } = claims as { expiresInSeconds?: number };
  const { token } = await door(shared, 'tokens', {
    claims: {
      ...{ iss: github, aud: 'sts.amazonaws.com', sub: 'repo:acme/mail:environment:local' },
      ...{ repository: 'acme/mail', repository_owner_id: '1234', repository_id: '5678', environment: 'local' },
      ...given,
    },
    expiresInSeconds,
  });
  const input = { RoleArn: arnOfRole(role), RoleSessionName: 'job-1', WebIdentityToken: token, ...more };
  return sts(shared, { accessKeyId: 'none', secretAccessKey: 'none' }).send(
    new AssumeRoleWithWebIdentityCommand(input),
  );
}

const expected = (name: string) => ({ name: expect.stringMatching(new RegExp(`^${name}`)) });

describe.each(rolesOfPeople)('%s', (role) => {
  test('is taken by a person of this account with a second factor, for an hour', async () => {
    const session = await take(role, ada);
    // Its session is no way into another role, nor into this one again.
    await expect(
      sts(shared, session).send(new AssumeRoleCommand({ RoleArn: arnOfRole(role), ...named })),
    ).rejects.toMatchObject(expected('AccessDenied'));
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['has no second factor', () => take(role, ada, { SerialNumber: undefined, TokenCode: undefined }), 'AccessDenied'],
    ['has the wrong code', () => take(role, ada, { TokenCode: '000000' }), 'AccessDenied'],
    ['has the code of another', async () => take(role, ada, await secondFactor(shared, bob)), 'AccessDenied'],
    ['may not by his own policy', () => take(role, bob), 'AccessDenied'],
    ['is of another account', () => take(role, stranger), 'AccessDenied'],
    [
      'has a wrong secret',
      () => take(role, { ...ada, credentials: { ...ada.credentials, secretAccessKey: 'x' } }),
      'Sig',
    ],
    ['runs as a function', () => takeAs('sender-accept', role), 'AccessDenied'],
    ['is an application', () => takeAs('application', role), 'AccessDenied'],
    ['deploys', () => takeAs('deployer', role), 'AccessDenied'],
    ['is another role of people', () => takeAs(role === 'sesame-local-operator' ? 'eraser' : 'operator', role), 'Acc'],
    ['is a job of GitHub', () => takeWithToken(role), 'AccessDenied'],
    ['wants it for longer than an hour', () => take(role, ada, { DurationSeconds: 7_200 }), 'ValidationError'],
  ])('is refused to whoever %s', async (_, attempt, error) => {
    await expect(attempt()).rejects.toMatchObject(expected(error));
  });
});

test('break-glass is refused to whoever does not say who he is', async () => {
  await expect(take('sesame-local-break-glass', ada, { SourceIdentity: undefined })).rejects.toMatchObject({
    name: expect.stringMatching(/^AccessDenied/),
  });
});

/** Each role of a pipeline, and the environment whose jobs take it. */
const pipelines: [role: string, environment: string][] = [
  ...deployRoles().map((role): [string, string] => [role, 'local']),
  ['sesame-local-drift', 'local-drift'],
];

describe.each(pipelines)('%s, for jobs in the environment %s,', (role, environment) => {
  const takeAsJob = (claims: object = {}, more: Partial<AssumeRoleWithWebIdentityCommandInput> = {}) =>
    takeWithToken(role, { sub: `repo:acme/mail:environment:${environment}`, environment, ...claims }, more);

  test('is taken by a job of the repository in the environment, under the names and under the ids', async () => {
    expect(await takeAsJob()).toMatchObject({ Audience: 'sts.amazonaws.com' });
    const byIds = { sub: `repo:acme@1234/mail@5678:environment:${environment}` };
    expect(await takeAsJob(byIds)).toMatchObject({ SubjectFromWebIdentityToken: byIds.sub });
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['is of another repository', () => takeAsJob({ sub: `repo:acme/shop:environment:${environment}` }), 'AccessDenied'],
    ['is of another owner', () => takeAsJob({ sub: `repo:evil/mail:environment:${environment}` }), 'AccessDenied'],
    ['has the names of a repository that is gone', () => takeAsJob({ repository_id: '9' }), 'AccessDenied'],
    ['is of an owner who took over the name', () => takeAsJob({ repository_owner_id: '9' }), 'AccessDenied'],
    ['is on a branch', () => takeAsJob({ sub: 'repo:acme/mail:ref:refs/heads/main' }), 'AccessDenied'],
    ['is on a tag', () => takeAsJob({ sub: 'repo:acme/mail:ref:refs/tags/v1' }), 'AccessDenied'],
    ['is of a pull request', () => takeAsJob({ sub: 'repo:acme/mail:pull_request' }), 'AccessDenied'],
    [
      'is in another environment',
      () => takeAsJob({ sub: `repo:acme/mail:environment:${environment}2` }),
      'AccessDenied',
    ],
    [
      'is in the environment of the others',
      () => takeAsJob({ sub: `repo:acme/mail:environment:${environment === 'local' ? 'local-drift' : 'local'}` }),
      'AccessDenied',
    ],
    ['has a token for somebody else', () => takeAsJob({ aud: 'https://github.com/acme' }), 'InvalidIdentityToken'],
    ['has a token that has expired', () => takeAsJob({ expiresInSeconds: -600 }), 'ExpiredToken'],
    ['has a token of another issuer', () => takeAsJob({ iss: 'https://gitlab.com' }), 'InvalidIdentityToken'],
    ['has made its token itself', () => takeAsJob({}, { WebIdentityToken: 'e30.e30.e30' }), 'InvalidIdentity'],
    ['wants it for longer than an hour', () => takeAsJob({}, { DurationSeconds: 7_200 }), 'ValidationError'],
    ['is a person with a second factor', () => take(role, ada), 'AccessDenied'],
    ['is another role that deploys', () => takeAs('deployer', role), 'AccessDenied'],
  ])('is refused to whoever %s', async (_, attempt, error) => {
    await expect(attempt()).rejects.toMatchObject(expected(error));
  });
});

describe('sesame-local-application', () => {
  const role = 'sesame-local-application';

  test.each<[string, () => Promise<unknown>]>([
    ['is a person', () => take(role, ada, { SerialNumber: undefined, TokenCode: undefined })],
    ['is a person with a second factor', () => take(role, ada)],
    ['is of another account', () => take(role, stranger)],
    ['is a job of GitHub', () => takeWithToken(role)],
    ['deploys', () => takeAs('deployer', role)],
    ['runs as accept', () => takeAs('sender-accept', role)],
    ['runs as deliver', () => takeAs('sender-deliver', role)],
    ['is the operator', () => takeAs('operator', role)],
    ['has broken the glass', () => takeAs('break-glass', role)],
    ['is an application already', () => takeAs('application', role)],
  ])('is for services of AWS alone, and refused to whoever %s', async (_, attempt) => {
    await expect(attempt()).rejects.toMatchObject(expected('AccessDenied'));
  });
});
