/**
 * Who may take a role of people, and under which conditions: the parameters of this service say so, and are judged when it is
 * packaged.
 *
 * Without parameters it is people of this account with a second factor; who of the account may, its own policies say. Bool, and
 * not BoolIfExists: a session without the key, such as one of another role, is refused. People who sign in elsewhere bring
 * no such key. IAM Identity Center and the SAML provider ask for the second factor themselves, and are let in by name.
 *
 * @param {Record<string, string>} parameters
 */
function trust(parameters) {
  const where = conditions(parameters);
  const andWhere = (more) => merged(more, where);
  const account = { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } };
  const assume = ['sts:AssumeRole', 'sts:SetSourceIdentity'];
  const withSecondFactor = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const permissionSets = listed(parameters.PeoplePermissionSets);
  const samlProvider = { Federated: samlProviderArn(parameters.PeopleSamlProvider) };
  const people = [
    {
      Sid: 'PeopleOfThisAccountWithSecondFactor',
      ...{ Effect: 'Allow', Principal: account, Action: assume },
      Condition: andWhere(withSecondFactor),
    },
    ...(permissionSets.length === 0
      ? []
      : [
          {
            Sid: 'PeopleOfIamIdentityCenter',
            ...{ Effect: 'Allow', Principal: account, Action: assume },
            Condition: andWhere({
              ArnLike: { 'aws:PrincipalArn': permissionSets.map(permissionSetRole) },
            }),
          },
        ]),
    ...(parameters.PeopleSamlProvider === ''
      ? []
      : [
          {
            Sid: 'PeopleOfTheSamlProvider',
            ...{ Effect: 'Allow', Principal: samlProvider, Action: 'sts:AssumeRoleWithSAML' },
            Condition: andWhere({ StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } }),
          },
          // By AWS's service authorization reference this action does not carry SAML:aud.
          {
            Sid: 'AndTheySayWhoTheyAre',
            ...{ Effect: 'Allow', Principal: samlProvider, Action: 'sts:SetSourceIdentity' },
            Condition: andWhere({ StringLike: { 'sts:SourceIdentity': '*' } }),
          },
        ]),
  ];
  return {
    people: document(people),
    // For what is taken in an emergency alone: an hour after the code at most, and in the name of somebody.
    breakGlass: document([
      {
        Sid: 'PeopleOfThisAccountInAnEmergency',
        ...{ Effect: 'Allow', Principal: account, Action: assume },
        Condition: andWhere({
          ...withSecondFactor,
          NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
          StringLike: { 'sts:SourceIdentity': '*' },
        }),
      },
    ]),
  };
}

/** From where and when roles of people may be taken; wherever and always unless a parameter says otherwise. */
function conditions(parameters) {
  const ips = listed(parameters.PeopleSourceIps);
  const vpcs = listed(parameters.PeopleSourceVpcs);
  const wrongIp = ips.find((ip) => !/^[\da-fA-F.:]+(\/\d{1,3})?$/.test(ip));
  if (wrongIp !== undefined)
    throw new Error(`PeopleSourceIps holds ${JSON.stringify(wrongIp)}, which is no range such as 192.0.2.0/24.`);
  const wrongVpc = vpcs.find((vpc) => !/^vpc-[\da-f]+$/.test(vpc));
  if (wrongVpc !== undefined)
    throw new Error(`PeopleSourceVpcs holds ${JSON.stringify(wrongVpc)}, which is no id such as vpc-0a1b2c3d.`);
  const [from, until] = ['PeopleNotBefore', 'PeopleNotAfter'].map((name) => timeIn(parameters, name));
  return {
    ...(ips.length > 0 && { IpAddress: { 'aws:SourceIp': ips } }),
    ...(vpcs.length > 0 && { StringEquals: { 'aws:SourceVpc': vpcs } }),
    ...(from && { DateGreaterThan: { 'aws:CurrentTime': from } }),
    ...(until && { DateLessThan: { 'aws:CurrentTime': until } }),
  };
}

function timeIn(parameters, name) {
  const value = parameters[name];
  if (value === '' || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return value;
  throw new Error(`${name} is ${JSON.stringify(value)}, and must be a time such as 2026-11-22T10:00:00Z.`);
}

function samlProviderArn(name) {
  if (!/^[\w.-]{0,128}$/.test(name))
    throw new Error(`PeopleSamlProvider is ${JSON.stringify(name)}, and must be a name such as "corp".`);
  return { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:saml-provider/${name}` };
}

/** IAM Identity Center makes a role of each permission set, with a suffix of its own. */
function permissionSetRole(name) {
  if (!/^[\w+=,.@-]{1,32}$/.test(name))
    throw new Error(`PeoplePermissionSets holds ${JSON.stringify(name)}, which is no name of a permission set.`);
  return {
    'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${name}_*`,
  };
}

function merged(one, other) {
  const operators = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(operators.map((operator) => [operator, { ...one[operator], ...other[operator] }]));
}

function listed(text) {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

function document(Statement) {
  return { Version: '2012-10-17', Statement };
}

const names = [
  'PeoplePermissionSets',
  'PeopleSamlProvider',
  'PeopleSourceIps',
  'PeopleSourceVpcs',
  'PeopleNotBefore',
  'PeopleNotAfter',
];

/** What the Serverless Framework calls for `${file(src/people/trust.cjs):people}`. */
module.exports = async ({ resolveVariable }) => {
  const values = await Promise.all(names.map(async (name) => [name, await resolveVariable(`param:${name}`)]));
  return trust(Object.fromEntries(values));
};
module.exports.trust = trust;
