const { deployBoundary } = require('./deploy-boundary.cjs');
const { frameworkPermissions } = require('./framework-permissions.cjs');
const { githubTrust, oidcProvider } = require('./github-trust.cjs');
const { resourcePermissions } = require('./resource-permissions.cjs');

/**
 * A role for each service, with which a job of GitHub deploys that service's stack and no other; and the provider of GitHub's
 * tokens. The stack of these roles has none: who deploys it says who may deploy, so people do that.
 *
 * @param {{ stage: string, names: object, parameters: Record<string, string> }} deployment
 * @returns {Record<string, object>} resources by logical id; none where no repository is named
 */
function deployRoles({ stage, names, parameters }) {
  if (parameters.GitHubRepository === '') return {};
  const trust = githubTrust({ stage, parameters });
  const services = Object.keys(names.deployRoles).map((key) => ({ stage, service: folderOf(key), names }));
  const roles = Object.entries(names.deployRoles).map(([key, name]) => {
    const service = folderOf(key);
    const about = { stage, service, names };
    const role = {
      Type: 'AWS::IAM::Role',
      Properties: {
        Path: '/sesame/',
        RoleName: name,
        Description: `Deploys ${service}, from GitHub`,
        MaxSessionDuration: 3600,
        PermissionsBoundary: { Ref: 'DeployBoundary' },
        AssumeRolePolicyDocument: trust,
        Policies: [
          policy('framework', frameworkPermissions(about)),
          // The embedded AWS does not ask for these: it makes resources by itself.
          policy('resources', resourcePermissions(about)),
        ],
      },
    };
    return [`Deploy${key[0].toUpperCase()}${key.slice(1)}Role`, role];
  });
  return {
    ...oidcProvider(parameters),
    DeployBoundary: deployBoundary(services),
    ...Object.fromEntries(roles),
  };
}

/** `apiKeys` is the service `api-keys`. */
function folderOf(key) {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function policy(PolicyName, Statement) {
  return { PolicyName, PolicyDocument: { Version: '2012-10-17', Statement } };
}

const parameterNames = ['GitHubRepository', 'GitHubRepositoryIds', 'GitHubEnvironment', 'GitHubOidcProvider'];

/** What the Serverless Framework calls for `${file(src/deploy/deploy-roles.cjs)}`. */
module.exports = async ({ resolveVariable }) => {
  const values = parameterNames.map(async (name) => [name, String(await resolveVariable(`param:${name}`))]);
  const parameters = Object.fromEntries(await Promise.all(values));
  const [stage, names] = [await resolveVariable('sls:stage'), await resolveVariable('self:custom.names')];
  return { Resources: deployRoles({ stage, names, parameters }) };
};
module.exports.deployRoles = deployRoles;
