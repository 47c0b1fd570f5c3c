import type { PolicyDocument, Statement } from '@sesame/iam';

export interface Permission {
  sid: string;
  principal: string;
  action: string;
  sourceArn?: string;
  sourceAccount?: string;
}

/**
 * A permission as a statement of the function's resource policy, as Lambda's AddPermission writes it.
 * AWS documentation: "Viewing resource-based IAM policies in Lambda".
 */
export function permissionStatement(functionArn: string, permission: Permission): Statement {
  const { sid, principal, action, sourceArn, sourceAccount } = permission;
  const condition = {
    ...(sourceAccount !== undefined && { StringEquals: { 'AWS:SourceAccount': sourceAccount } }),
    ...(sourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': sourceArn } }),
  };
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: principalElement(principal),
    Action: action,
    Resource: functionArn,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

export function functionPolicy(statements: Statement[]): PolicyDocument | undefined {
  return statements.length > 0 ? { Version: '2012-10-17', Id: 'default', Statement: statements } : undefined;
}

function principalElement(principal: string): NonNullable<Statement['Principal']> {
  if (principal === '*') return '*';
  return principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal };
}
