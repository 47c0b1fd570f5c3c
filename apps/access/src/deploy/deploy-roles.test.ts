import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { deployRoles } from './deploy-roles.cjs';

/** As long a name of a stage as fits into the name of every role. */
const stage = 'production1';
const text = readFileSync(resolve(__dirname, '../../../../names.yml'), 'utf8').replaceAll('${sls:stage}', stage);
const names: unknown = parse(text);
const parameters = {
  ...{ GitHubRepository: 'acme/mail', GitHubRepositoryIds: '1234/5678' },
  ...{ GitHubEnvironment: '', GitHubOidcProvider: 'make' },
};
const made = (given = {}) => deployRoles({ stage, names, parameters: { ...parameters, ...given } });
const rolesIn = (resources: ReturnType<typeof made>) =>
  Object.values(resources).filter(({ Type }) => Type === 'AWS::IAM::Role');

/** As CloudFormation writes it: variables replaced, and no white space, which IAM does not count. */
function written(document: unknown): string {
  return JSON.stringify(document)
    .replace(/\{"Fn::Sub":("[^"]*")\}/g, '$1')
    .replaceAll('${AWS::Partition}', 'aws')
    .replaceAll('${AWS::Region}', 'ap-southeast-2')
    .replaceAll('${AWS::AccountId}', '000000000000');
}

test('without a repository there is no role for a pipeline, and nobody of GitHub is trusted', () => {
  expect(made({ GitHubRepository: '' })).toEqual({});
});

/** Those that deploy a service, without the one that looks for drift. */
const deploying = (given = {}) => rolesIn(made(given)).filter(({ Properties }) => !isDrift(Properties));
const isDrift = ({ RoleName }: Record<string, unknown>) => RoleName === `sesame-${stage}-drift`;

test('every service has a role, but the one that these roles are in', () => {
  const services = deploying().map(({ Properties }) => String(Properties['RoleName']));
  expect(services.map((name) => name.replace(`sesame-${stage}-deploy-`, '')).sort()).toEqual([
    ...['api-keys', 'bounces', 'complaints', 'identities', 'metrics', 'root', 'sender', 'suppressions', 'templates'],
  ]);
});

test('policies are within the sizes of IAM: 10,240 characters in a role, 6,144 in a boundary, 2,048 of trust', () => {
  const resources = made();
  for (const { Properties } of rolesIn(resources)) {
    const inline = (Properties['Policies'] as { PolicyDocument: unknown }[]).map((each) =>
      written(each.PolicyDocument),
    );
    expect(inline.join('').length).toBeLessThan(10_240);
    expect(written(Properties['AssumeRolePolicyDocument']).length).toBeLessThan(2_048);
  }
  expect(written(resources['DeployBoundary']?.Properties['PolicyDocument']).length).toBeLessThan(6_144);
});

test('a token is for STS, of one repository under both of its names, in one environment, and no part of it is a wildcard', () => {
  for (const { Properties } of deploying({ GitHubEnvironment: 'live:eu' }))
    expect(Properties['AssumeRolePolicyDocument']).toMatchObject({
      Statement: [
        {
          Condition: {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:sub': [
                'repo:acme/mail:environment:live%3Aeu',
                'repo:acme@1234/mail@5678:environment:live%3Aeu',
              ],
              'token.actions.githubusercontent.com:repository_owner_id': '1234',
              'token.actions.githubusercontent.com:repository_id': '5678',
            },
          },
        },
      ],
    });
});

test('who looks for drift does so from an environment of its own, and can change nothing', () => {
  const drift = rolesIn(made()).find(({ Properties }) => isDrift(Properties));
  const written = JSON.stringify(drift?.Properties);
  expect(written).toContain(`repo:acme/mail:environment:${stage}-drift`);
  const actions = [...written.matchAll(/"[a-z0-9-]+:([A-Z][A-Za-z]+)"/g)].map(([, verb]) => verb);
  expect(
    actions.filter((verb) => !/^(Get|List|Describe|Detect|GET$|AssumeRoleWithWebIdentity$)/.test(verb ?? '')),
  ).toEqual([]);
});

test('the environment is the stage unless said otherwise, and ids are asked for once they are given', () => {
  const [role] = rolesIn(made({ GitHubRepositoryIds: '' }));
  expect(role?.Properties['AssumeRolePolicyDocument']).toMatchObject({
    Statement: [
      {
        Condition: {
          StringEquals: {
            'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
            'token.actions.githubusercontent.com:sub': [`repo:acme/mail:environment:${stage}`],
          },
        },
      },
    ],
  });
});

test('where an account has the provider of GitHub’s tokens it is not made again', () => {
  expect(made({ GitHubOidcProvider: 'existing' })).not.toHaveProperty('GitHubOidcProvider');
});

test.each([
  ['GitHubRepository', 'acme'],
  ['GitHubRepository', 'acme/*'],
  ['GitHubRepositoryIds', 'acme/mail'],
  ['GitHubOidcProvider', 'yes'],
])('%s=%s is refused when the service is packaged', (name, value) => {
  expect(() => made({ [name]: value })).toThrow(name);
});
