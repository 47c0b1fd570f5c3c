import type { Statement } from '@sesame/iam';
import { authorize } from '@sesame/iam';
import type { DeployedRole, Question, Recording } from './recording';
import { readRoleFile, type RoleFile } from './role-file';

/** A role as a file, for tests: two functions have it, by the names that names.yml gives. */
const names = { functions: { reader: 'sesame-${sls:stage}-reader', writer: 'sesame-${sls:stage}-writer' } };

export function roleFileOf(name: 'reader' | 'writer', statements: string): RoleFile {
  const text = `# Everything the ${name} may do.
Type: AWS::IAM::Role
Properties:
  RoleName: \${self:custom.names.functions.${name}}
  Policies:
    - PolicyName: ${name}
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
${statements.replace(/^/gm, ' '.repeat(10))}
`;
  return readRoleFile(`apps/${name}/src/role.yml`, text, { names, isOfAFunction: true });
}

export function deployedOf(name: 'reader' | 'writer', statements: Statement[]): DeployedRole {
  return {
    name: `sesame-local-${name}`,
    arn: `arn:aws:iam::000000000000:role/sesame/sesame-local-${name}`,
    trust: {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    policies: [{ name, document: { Version: '2012-10-17', Statement: statements } }],
    managed: [],
  };
}

/** What the role asked for, answered as IAM does; `by` is the session's name. */
export function askedBy(
  { name, arn, policies }: DeployedRole,
  action: string,
  resource: string,
  {
    context = {},
    by = name,
    during = 'story',
  }: { context?: Record<string, string>; by?: string; during?: string } = {},
): Question {
  const sessionArn = `arn:aws:sts::000000000000:assumed-role/${name}/${by}`;
  const request: Question['request'] = {
    principal: { type: 'role-session', account: '000000000000', roleArn: arn, sessionArn },
    ...{ action, resource, resourceAccount: '000000000000', context },
  };
  const decision = authorize(request, { identity: policies });
  return {
    ...{ during, times: 1, request, policies: { identity: policies }, allowed: decision.decision === 'allowed' },
    statements: decision.decision === 'allowed' ? decision.statements : [],
  };
}

export function recordingOf(roles: DeployedRole[], questions: Question[]): Recording {
  return { roles, questions };
}

export function tableArn(name: string): string {
  return `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;
}
