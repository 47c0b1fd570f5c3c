const { frameworkPermissions } = require('./framework-permissions.cjs');
const { resourcePermissions } = require('./resource-permissions.cjs');

/**
 * What deploy roles can do at most, whatever their own policies say: what they need together; and with IAM only what makes
 * roles within the boundary. No deploy role can change a boundary, a user, or a role of people or of pipelines.
 *
 * @param {{ stage: string, service: string, names: object }[]} services
 * @param {object[]} looks statements that only look
 */
function deployBoundary(services, looks) {
  const { names, stage } = services[0];
  const statements = services.flatMap((service) => [...frameworkPermissions(service), ...resourcePermissions(service)]);
  const isOfIam = ({ Action }) => [Action].flat().some((action) => action.startsWith('iam:'));
  const deeds = statements.filter((statement) => !isOfIam(statement));
  const actions = [...deeds, ...looks].flatMap(({ Action }) => Action);
  const ofIam = [...new Set(statements.filter(isOfIam).map(({ Sid }) => Sid))].map((sid) => {
    const [first, ...more] = statements.filter(({ Sid }) => Sid === sid);
    // Roles that Lambda may be given are those that trust it, and a boundary has no room for a longer list.
    const passed = { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/sesame/sesame-${stage}-*` };
    const listed = [first, ...more].flatMap(({ Resource }) => Resource);
    return { ...first, Resource: first.Action === 'iam:PassRole' ? passed : listed };
  });
  return {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: {
      ManagedPolicyName: names.policies.deployBoundary,
      Path: '/sesame/',
      Description: 'What the roles that deploy can do at most',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Sid: 'WhatDeploysDo', Effect: 'Allow', Action: [...new Set(actions)].sort(), Resource: '*' },
          ...ofIam,
        ],
      },
    },
  };
}

module.exports = { deployBoundary };
