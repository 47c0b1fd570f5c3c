import { PolicyProblem } from './malformed-policy-error';
import type { Principal } from './types';

/**
 * How a statement speaks of the one who asks: by name, as anyone (`*`), or by the account, which hands on to identity
 * policies.
 */
export type Mention = 'named' | 'anyone' | 'account';

/** Tells how a principal is meant by a statement, if it is. */
export type PrincipalMatch = (principal: Principal) => Mention | undefined;

/** The principals an element names, by type. */
export type NamedPrincipals = '*' | Record<string, string[]>;

const TYPES = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);
const ACCOUNT = /^(?:(\d{12})|arn:[\w-]+:iam::(\d{12}):root)$/;
const AWS_PRINCIPAL = /^(\*|\d{12}|arn:[\w-]+:(iam|sts)::\d{12}:[^*?]+)$/;

/**
 * Reads `Principal`: `*` and `{"AWS": "*"}` both mean anyone (AWS documentation: AWS JSON policy elements: Principal).
 */
export function readPrincipal(principals: NamedPrincipals): PrincipalMatch {
  const { aws, services } = check(principals);
  return (principal) => {
    if (principal.type === 'service' ? services.includes(principal.service) : namesSession(aws, principal))
      return 'named';
    if (aws.includes('*')) return 'anyone';
    return principal.type === 'role-session' && namesAccount(aws, principal.account) ? 'account' : undefined;
  };
}

/**
 * Reads `NotPrincipal`. A role's session is excepted only where its session, its role and its account are all listed;
 * if one of them is not, it is denied (AWS documentation: AWS JSON policy elements: NotPrincipal).
 */
export function readNotPrincipal(principals: NamedPrincipals): PrincipalMatch {
  const { aws, services } = check(principals);
  return (principal) => {
    const excepted =
      principal.type === 'service'
        ? services.includes(principal.service)
        : aws.includes(principal.sessionArn) && aws.includes(principal.roleArn) && namesAccount(aws, principal.account);
    return excepted || aws.includes('*') ? undefined : 'anyone';
  };
}

function namesSession(aws: string[], principal: Principal & { type: 'role-session' }): boolean {
  return aws.includes(principal.sessionArn) || aws.includes(principal.roleArn);
}

function namesAccount(aws: string[], account: string): boolean {
  return aws.some((value) => {
    const [, id, rootOf] = ACCOUNT.exec(value) ?? [];
    return (id ?? rootOf) === account;
  });
}

function check(principals: NamedPrincipals): { aws: string[]; services: string[] } {
  if (principals === '*') return { aws: ['*'], services: [] };
  for (const type of Object.keys(principals)) {
    if (!TYPES.has(type)) throw new PolicyProblem(`"${type}" is not a type of principal`);
  }
  const { AWS: aws = [], Service: services = [] } = principals;
  const wrong = aws.find((value) => !AWS_PRINCIPAL.test(value)) ?? services.find((value) => !/^[\w.-]+$/.test(value));
  if (wrong !== undefined) throw new PolicyProblem(`"${wrong}" is not a principal`);
  return { aws, services };
}
