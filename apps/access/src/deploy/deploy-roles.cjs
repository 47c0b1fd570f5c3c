const { deployBoundary } = require('./deploy-boundary.cjs');
const { driftPermissions } = require('./drift-permissions.cjs');
const { frameworkPermissions } = require('./framework-permissions.cjs');
const { githubTrust, oidcProvider } = require('./github-trust.cjs');
const { resourcePermissions } = require('./resource-permissions.cjs');

/**
 * A role for each service, with which a job of GitHub deploys that service's stack and no other; one that looks for drift; and
 * the provider of GitHub's tokens. The stack of these roles has none: who deploys it says who may deploy, so people do that.
 *
 * @param {{ stage: string, names: object, parameters: Record<string, string> }} deployment
 * @returns {Record<string, object>} resources by logical id; none where no repository is named
 */
function deployRoles({ stage, names, parameters }) {
  if (parameters.GitHubRepository === '') return {};
  const environment = parameters.GitHubEnvironment || stage;
  const trust = githubTrust({ environment, parameters });
  const services = Object.keys(names.deployRoles).map((key) => ({ stage, service: folderOf(key), names }));
  const roles = Object.entries(names.deployRoles).map(([key, name]) => {
    const about = { stage, service: folderOf(key), names };
    const made = role(name, `Deploys ${about.service}, from GitHub`, trust, [
      policy('framework', frameworkPermissions(about)),
      policy('resources', resourcePermissions(about)),
    ]);
    return [`Deploy${key[0].toUpperCase()}${key.slice(1)}Role`, made];
  });
  // An environment of its own, since that of a stage may wait for somebody's approval.
  const lookers = githubTrust({ environment: `${environment}-drift`, parameters });
  const drift = role(names.pipelineRoles.drift, 'Looks for drift, from GitHub', lookers, [
    policy('drift', driftPermissions({ stage, names })),
  ]);
  return {
    ...oidcProvider(parameters),
    DeployBoundary: deployBoundary(services, driftPermissions({ stage, names })),
    ...Object.fromEntries(roles),
    DriftRole: drift,
  };
}

function role(RoleName, Description, AssumeRolePolicyDocument, Policies) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      ...{ Path: '/sesame/', RoleName, Description, MaxSessionDuration: 3600 },
      PermissionsBoundary: { Ref: 'DeployBoundary' },
      ...{ AssumeRolePolicyDocument, Policies },
    },
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
