import { readRoleFile } from './role-file';

const text = `# What it is for,
# in two lines.
Type: AWS::IAM::Role
Properties:
  RoleName: \${self:custom.names.functions.bounces}
  Policies:
    - PolicyName: bounces
      PolicyDocument:
        Statement:
          - Sid: One
            Action: sqs:SendMessage
            Resource: &queue
              Fn::GetAtt: [Queue, Arn]
          - Sid: Two
            Action: [sqs:ReceiveMessage, sqs:DeleteMessage]
            Resource: *queue
`;
const names = { functions: { bounces: 'sesame-${sls:stage}-bounces' } };
const settings = { names, isOfAFunction: true };
const file = readRoleFile('apps/bounces/src/role.yml', text, settings);
const statement = (index: number, ...path: (string | number)[]) =>
  file.lineOf('Policies', 0, 'PolicyDocument', 'Statement', index, ...path);

test('a role is known by the name that names.yml gives it', () => {
  expect(['sesame-local-bounces', 'sesame-local-bounces-more', 'bounces'].map((name) => file.describes(name))).toEqual([
    true,
    false,
    false,
  ]);
  const some = readRoleFile(
    'x',
    'Properties:\n  RoleName: sesame-${sls:stage}-deploy-${self:custom.service}',
    settings,
  );
  expect(some.describes('sesame-local-deploy-bounces')).toBe(true);
});

test('the comment above it says what it is for', () => {
  expect(file.purpose).toBe('What it is for, in two lines.');
});

test('a member has its line, and one that is not there the line of what is on the way to it', () => {
  expect(statement(0)).toBe(10);
  expect(statement(0, 'Action', 0)).toBe(11);
  expect(statement(1, 'Action', 1)).toBe(15);
  expect(statement(1, 'Resource', 0)).toBe(16);
  expect(statement(1, 'Condition', 'Null')).toBe(14);
  expect(statement(7)).toBe(10);
});
