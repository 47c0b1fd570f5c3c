import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { join } from 'node:path';
import { type Credentials, credentialsOf } from './application';
import { cloudFormation } from './cloud-formation';
import { timePasses } from './given';
import { arnOfRole, door, person, type SignedIn, sts, takeRole, takeRoleBySaml } from './people';
import { type SesameProcess, startSesame } from './sesame-process';
import { eventually } from './then';
import { copyOfTheSources, framework } from './workspace';

const arn = (what: string, account = '000000000000') => `arn:aws:iam::${account}:${what}`;
const corp = arn('saml-provider/corp');
const identityCenter = arn('saml-provider/AWSSSO_0123_DO_NOT_DELETE');
const reserved = '/aws-reserved/sso.amazonaws.com/eu-west-1/';
/** As IAM Identity Center calls the role that it makes of a permission set. */
const permissionSet = (name: string) => arn(`role${reserved}AWSReservedSSO_${name}_0123456789abcdef`);

const hour = 3_600_000;
const workspace = copyOfTheSources();
let sesame: SesameProcess;
beforeAll(async () => {
  sesame = await startSesame();
  await signingInElsewhere();
  await deployAccess({
    ...{ PeopleSamlProvider: 'corp', PeoplePermissionSets: 'Operators', PeopleSourceIps: '127.0.0.0/8' },
    PeopleNotAfter: new Date(Date.now() + hour).toISOString().replace(/\.\d+/, ''),
  });
}, 300_000);
afterAll(async () => {
  await sesame.stop();
  workspace.remove();
});

/** What a company has before Sesame: the providers by which its people sign in, and roles of their permission sets. */
async function signingInElsewhere(): Promise<void> {
  const metadataOf = async (issuer: string) =>
    (await fetch(`${sesame.aws}/_sesame/saml-metadata?issuer=${encodeURIComponent(issuer)}`)).text();
  const provider = (Name: string, SamlMetadataDocument: string) => ({
    ...{ Type: 'AWS::IAM::SAMLProvider', Properties: { Name, SamlMetadataDocument } },
  });
  const role = (name: string, Path: string, suffix = '0123456789abcdef') => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      ...{ RoleName: `AWSReservedSSO_${name}_${suffix}`, Path },
      AssumeRolePolicyDocument: document({
        Principal: { Federated: identityCenter },
        Action: ['sts:AssumeRoleWithSAML', 'sts:SetSourceIdentity'],
      }),
      Policies: [
        {
          PolicyName: 'take-roles-of-sesame',
          PolicyDocument: document({ Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'], Resource: arnOfRole('*') }),
        },
      ],
    },
  });
  const document = (more: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
  const Resources = {
    Corp: provider('corp', await metadataOf('https://idp.example.com/saml')),
    IdentityCenter: provider('AWSSSO_0123_DO_NOT_DELETE', await metadataOf('https://sso.example.com/saml')),
    Operators: role('Operators', reserved),
    Readers: role('Readers', reserved),
    Impostors: role('Operators', '/', 'fedcba9876543210'),
  };
  const deployer = await credentialsOf(sesame, 'deployer');
  const about = { StackName: 'sesame-local-signing-in', ChangeSetName: 'first' };
  await cloudFormation(sesame, deployer, 'CreateChangeSet', {
    ...{ ...about, ChangeSetType: 'CREATE', TemplateBody: JSON.stringify({ Resources }) },
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
  });
  await cloudFormation(sesame, deployer, 'ExecuteChangeSet', about);
  await eventually(async () => {
    const { text } = await cloudFormation(sesame, deployer, 'DescribeStacks', { StackName: 'sesame-local-signing-in' });
    expect(text).toContain('CREATE_COMPLETE');
  });
  await door(sesame, 'saml-providers', { name: 'other', issuer: 'https://other.example.com/saml' });
}

async function deployAccess(parameters: Record<string, string>): Promise<void> {
  const given = Object.entries(parameters).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  const deployer = await credentialsOf(sesame, 'deployer');
  const { code, said } = await framework(sesame, deployer, join(workspace.folder, 'apps/access'), 'deploy', ...given);
  expect({ code, said }).toMatchObject({ code: 0 });
}

const roles = ['operator', 'analyst', 'eraser', 'exporter'].map((name) => arnOfRole(`sesame-local-${name}`));
const bySaml = (role: string, response: object = {}, more: Partial<SignedIn> = {}) =>
  takeRoleBySaml(sesame, { role, provider: corp, response, ...more });
const issuer = 'https://sso.example.com/saml';

/** As a person of a permission set: signs in at IAM Identity Center, and goes on with what that gives. */
async function byPermissionSet(role: string, set = permissionSet('Operators')) {
  const session = await takeRoleBySaml(sesame, { role: set, provider: identityCenter, response: { issuer } });
  return goOn(session, role);
}
function goOn(session: Credentials, role: string) {
  return sts(sesame, session).send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'ada' }));
}
const expected = (name: string) => ({ name: expect.stringMatching(new RegExp(`^${name}`)) });

describe.each(roles)('%s', (role) => {
  test('is taken by a person of the SAML provider, in his own name, for an hour', async () => {
    const session = await bySaml(role);
    // Its session has no second factor, and is no way into the next role.
    await expect(goOn(session, role)).rejects.toMatchObject(expected('AccessDenied'));
  });

  test('is taken by a person of the permission set, who is told by his source identity', async () => {
    expect(await byPermissionSet(role)).toMatchObject({ SourceIdentity: 'ada' });
  });

  test.each<[string, () => Promise<unknown>, string]>([
    [
      'is of another provider of the account',
      () => bySaml(role, { issuer: 'https://other.example.com/saml' }, { provider: arn('saml-provider/other') }),
      'AccessDenied',
    ],
    [
      'is of the provider of another account',
      () => bySaml(role, {}, { provider: arn('saml-provider/corp', '111122223333') }),
      'InvalidIdentityToken',
    ],
    ['shows a response of another provider', () => bySaml(role, { issuer }), 'InvalidIdentityToken'],
    ['signed it with another key', () => bySaml(role, { signedBy: issuer }), 'InvalidIdentityToken'],
    ['did not have it signed', () => bySaml(role, { signed: 'nothing' }), 'InvalidIdentityToken'],
    ['altered it', () => bySaml(role, { tamper: 'alter' }), 'InvalidIdentityToken'],
    ['hid the signed assertion behind another', () => bySaml(role, { tamper: 'wrap' }), 'InvalidIdentityToken'],
    ['has it for another audience', () => bySaml(role, { audience: 'https://example.net' }), 'InvalidIdentityToken'],
    ['has it for another recipient', () => bySaml(role, { recipient: 'https://example.net' }), 'InvalidIdentityToken'],
    [
      'has it for the sign-in of one region',
      () => bySaml(role, { recipient: 'https://eu-west-1.signin.aws.amazon.com/saml' }),
      'AccessDenied',
    ],
    ['has it since yesterday', () => bySaml(role, { expiresInSeconds: -86_400 }), 'ExpiredToken'],
    ['could not sign in', () => bySaml(role, { status: 'AuthnFailed' }), 'IDPRejectedClaim'],
    ['has it for other roles', () => bySaml(role, { roles: [arnOfRole('sesame-local-none')] }), 'AccessDenied'],
    ['brings tags along', () => bySaml(role, { tags: { team: 'mail' } }), 'AccessDenied'],
    ['wants it for longer than an hour', () => bySaml(role, {}, { seconds: 7_200 }), 'ValidationError'],
    ['is of another permission set', () => byPermissionSet(role, permissionSet('Readers')), 'AccessDenied'],
    [
      'called his own role after the permission set',
      () => byPermissionSet(role, arn('role/AWSReservedSSO_Operators_fedcba9876543210')),
      'AccessDenied',
    ],
    [
      'is a person of this account without a second factor',
      async () =>
        takeRole(sesame, role.slice(role.lastIndexOf('/') + 1), await person(sesame, 'eve'), {
          ...{ SerialNumber: undefined, TokenCode: undefined },
        }),
      'AccessDenied',
    ],
  ])('is refused to whoever %s', async (_, attempt, error) => {
    await expect(attempt()).rejects.toMatchObject(expected(error));
  });
});

test('break-glass is for users of IAM alone: neither the SAML provider nor the permission set opens it', async () => {
  const role = arnOfRole('sesame-local-break-glass');
  await expect(bySaml(role)).rejects.toMatchObject(expected('AccessDenied'));
  await expect(byPermissionSet(role)).rejects.toMatchObject(expected('AccessDenied'));
  await takeRole(sesame, 'sesame-local-break-glass', await person(sesame, 'ada'));
});

/** Every way in, one after the other; each must be refused. */
async function nobodyTakes(role: string): Promise<void> {
  const ada = await person(sesame, 'ada');
  const waysIn = [
    () => bySaml(role),
    () => byPermissionSet(role),
    () => takeRole(sesame, role.slice(role.lastIndexOf('/') + 1), ada),
  ];
  for (const wayIn of waysIn) await expect(wayIn()).rejects.toMatchObject(expected('AccessDenied'));
}

test('from the time on at which it ends nobody takes a role of people, by any way', async () => {
  await timePasses(sesame, hour);
  for (const role of [...roles, arnOfRole('sesame-local-break-glass')]) await nobodyTakes(role);
});

test('from elsewhere than the addresses that are given nobody does either', async () => {
  const elsewhere = { PeopleSamlProvider: 'corp', PeoplePermissionSets: 'Operators', PeopleSourceIps: '192.0.2.0/24' };
  await deployAccess(elsewhere);
  for (const role of [...roles, arnOfRole('sesame-local-break-glass')]) await nobodyTakes(role);
  await deployAccess({ ...elsewhere, PeopleSourceIps: '192.0.2.0/24,127.0.0.1' });
  for (const role of roles) await bySaml(role);
}, 300_000);
