const issuer = 'token.actions.githubusercontent.com';
const provider = { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:oidc-provider/${issuer}` };

/**
 * Who may take a deploy role: a job of one repository that runs in one environment, and so has passed the environment's
 * protection (its branches, its reviewers). A subject is compared as a whole: a wildcard would let in pull requests.
 *
 * GitHub writes a subject with names, `repo:acme/mail:environment:prod`, or, for repositories made or renamed after 15 July
 * 2026, with ids that nobody can take over, `repo:acme@1/mail@2:environment:prod`. Once the ids are given both are let in, and
 * the ids are asked for beside them.
 *
 * @param {{ environment: string, parameters: Record<string, string> }} deployment
 */
function githubTrust({ environment, parameters }) {
  const [, owner, repository] = matched(parameters, 'GitHubRepository', /^([\w.-]+)\/([\w.-]+)$/, 'acme/mail');
  const inEnvironment = `environment:${environment.replaceAll(':', '%3A')}`;
  const ids =
    parameters.GitHubRepositoryIds === ''
      ? undefined
      : matched(parameters, 'GitHubRepositoryIds', /^(\d+)\/(\d+)$/, '1234/5678');
  const subjects = [
    `repo:${owner}/${repository}:${inEnvironment}`,
    ...(ids ? [`repo:${owner}@${ids[1]}/${repository}@${ids[2]}:${inEnvironment}`] : []),
  ];
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'JobsOfOneRepositoryInOneEnvironment',
        Effect: 'Allow',
        Principal: { Federated: provider },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${issuer}:aud`]: 'sts.amazonaws.com',
            [`${issuer}:sub`]: subjects,
            ...(ids && { [`${issuer}:repository_owner_id`]: ids[1], [`${issuer}:repository_id`]: ids[2] }),
          },
        },
      },
    ],
  };
}

/** The provider of GitHub's tokens, of which an account has one; `existing` where another stage has made it. */
function oidcProvider({ GitHubOidcProvider }) {
  if (GitHubOidcProvider === 'existing') return {};
  if (GitHubOidcProvider !== 'make')
    throw new Error(`GitHubOidcProvider is ${JSON.stringify(GitHubOidcProvider)}, and must be "make" or "existing".`);
  return {
    GitHubOidcProvider: {
      Type: 'AWS::IAM::OIDCProvider',
      Properties: { Url: `https://${issuer}`, ClientIdList: ['sts.amazonaws.com'] },
    },
  };
}

function matched(parameters, name, pattern, example) {
  const match = pattern.exec(parameters[name]);
  if (match) return match;
  throw new Error(`${name} is ${JSON.stringify(parameters[name])}, and must be such as "${example}".`);
}

module.exports = { githubTrust, oidcProvider };
