import { permissionFaults } from './permission-faults';
import { readTemplate } from './template';

const keys = 'arn:aws:dynamodb:us-east-1:000000000000:table/keys';
const from = { StringLike: { 'ses:FromAddress': '*@example.com' } };
const sound = {
  Sid: 'ReadKeys',
  Effect: 'Allow',
  Action: ['dynamodb:GetItem'],
  Resource: keys,
  Condition: {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'own#*' },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  },
};
const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };

/** What is told of a role with this statement and this trust. */
async function told({ statement = sound, trusts = trust }: { statement?: object; trusts?: object }): Promise<string[]> {
  const policy = { PolicyName: 'p', PolicyDocument: { Statement: [statement] } };
  const Properties = { RoleName: 'reader', AssumeRolePolicyDocument: { Statement: [trusts] }, Policies: [policy] };
  const Function = { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } };
  const Resources = { Role: { Type: 'AWS::IAM::Role', Properties }, Function };
  const faults = await permissionFaults(readTemplate({ Resources }));
  return faults.map(({ path, problem }) => `${path}: ${problem}`);
}

test.each([
  ['the role in which faults are planted', {}],
  [
    'mail under addresses that are named',
    {
      statement: {
        Effect: 'Allow',
        Action: 'ses:SendEmail',
        Resource: 'arn:aws:ses:us-east-1:000000000000:identity/example.com',
        Condition: from,
      },
    },
  ],
  ['an action that takes no resource', { statement: { Effect: 'Allow', Action: 'ses:GetAccount', Resource: '*' } }],
  [
    'a log of its own',
    {
      statement: {
        Effect: 'Allow',
        Action: 'logs:PutLogEvents',
        Resource: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/reader:*',
      },
    },
  ],
])('%s has none', async (_, planted) => {
  expect(await told(planted)).toEqual([]);
});

const statement = (changed: object) => ({ statement: { ...sound, Condition: {}, ...changed } });

test.each([
  ['an action that there is not', statement({ Action: 'dynamodb:ReadItem' }), 'dynamodb:ReadItem is no action'],
  ['many actions in one', statement({ Action: 'dynamodb:Get*' }), 'dynamodb:Get* is more than one action'],
  ['a service that there is not', statement({ Action: 'mail:Send' }), 'mail:Send is no action'],
  ['every resource', statement({ Resource: '*' }), 'dynamodb:GetItem takes a resource, and is allowed on every one'],
  ['a resource of another type', statement({ Resource: `${keys}/stream/1` }), 'dynamodb:GetItem does not know'],
  [
    'a resource of another service',
    statement({ Resource: 'arn:aws:sqs:us-east-1:000000000000:keys' }),
    'dynamodb:GetItem does not know arn:aws:sqs',
  ],
  [
    'a condition that the action knows nothing of',
    statement({ Condition: { StringEquals: { 'ses:FromAddress': 'a@example.com' } } }),
    'dynamodb:GetItem does not tell ses:FromAddress',
  ],
  [
    'a condition that holds of nothing',
    statement({ Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'own#*' } } }),
    'ForAllValues:StringLike holds where dynamodb:LeadingKeys is absent',
  ],
  [
    'a condition that holds where the key is absent',
    statement({ Condition: { StringEqualsIfExists: { 'dynamodb:Select': 'COUNT' } } }),
    'StringEqualsIfExists holds where the key is absent',
  ],
  ['everything but something', statement({ Action: undefined, NotAction: 'dynamodb:Scan' }), 'allows everything but'],
  [
    'mail under any address',
    statement({ Action: 'ses:SendEmail', Resource: 'arn:aws:ses:us-east-1:000000000000:identity/example.com' }),
    'ses:SendEmail is allowed under any ses:FromAddress',
  ],
  [
    'mail from any identity',
    statement({ Action: 'ses:SendEmail', Resource: 'arn:aws:ses:us-east-1:000000000000:identity/*', Condition: from }),
    'ses:SendEmail is allowed on every one',
  ],
  [
    'mail that nobody has rendered',
    statement({ Action: 'ses:SendRawEmail', Resource: 'arn:aws:ses:us-east-1:000000000000:identity/example.com' }),
    'ses:SendRawEmail sends what nobody here has rendered',
  ],
  [
    'the log of another',
    statement({
      Action: 'logs:PutLogEvents',
      Resource: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/writer:*',
    }),
    'logs:PutLogEvents is allowed on the log of another',
  ],
  [
    'reading a log',
    statement({
      Action: 'logs:GetLogEvents',
      Resource: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/reader:*',
    }),
    'logs:GetLogEvents is more than to write a log',
  ],
  ['policies that are too long', statement({ Sid: 'x'.repeat(10_300) }), 'characters, and IAM takes 10240'],
  [
    'a service that may tag, too',
    { trusts: { ...trust, Action: ['sts:AssumeRole', 'sts:TagSession'] } },
    'lets Lambda do more than take the role',
  ],
  [
    'two services',
    { trusts: { ...trust, Principal: { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] } } },
    'lets others than Lambda take the role of a function',
  ],
  [
    'a second factor for those who say that they have one',
    {
      trusts: {
        ...trust,
        Principal: { AWS: 'x' },
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
    },
    'BoolIfExists holds where the key is absent',
  ],
])('%s is told', async (_, planted, problem) => {
  expect((await told(planted)).join('\n')).toContain(problem);
});
