import { PolicyProblem } from './malformed-policy-error';
import type { Principal } from './types';

/**
 * How a statement speaks of the one who asks: by its own name (a session, a user, a service, a provider), by the role that
 * the session is of, as anyone (`*`), or by the account, which hands on to identity policies.
 */
export type Mention = 'itself' | 'role' | 'anyone' | 'account';

/** Tells how a principal is meant by a statement, if it is. */
export type PrincipalMatch = (principal: Principal) => Mention | undefined;

/** The principals an element names, by type. */
export type NamedPrincipals = '*' | Record<string, string[]>;

const TYPES = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);
const ACCOUNT = /^(?:(\d{12})|arn:[\w-]+:iam::(\d{12}):root)$/;
/** An OIDC or SAML provider of the account, or one that AWS knows by name, such as `accounts.google.com`. */
const PROVIDER = /^(arn:[\w-]+:iam::\d{12}:(oidc-provider|saml-provider)\/[^*?]+|[\w-]+(\.[\w-]+)+)$/;
const AWS_PRINCIPAL = /^(\*|\d{12}|arn:[\w-]+:(iam|sts)::\d{12}:[^*?]+)$/;

/**
 * Reads `Principal`: `*` and `{"AWS": "*"}` both mean anyone (AWS documentation: AWS JSON policy elements: Principal).
 */
export function readPrincipal(principals: NamedPrincipals): PrincipalMatch {
  const named = check(principals);
  return (principal) => {
    if (namesItself(named, principal)) return 'itself';
    if (principal.type === 'role-session' && named.aws.includes(principal.roleArn)) return 'role';
    if (named.aws.includes('*')) return 'anyone';
    return 'account' in principal && namesAccount(named.aws, principal.account) ? 'account' : undefined;
  };
}

/**
 * Reads `NotPrincipal`. A role's session is excepted only where its session, its role and its account are all listed;
 * if one of them is not, it is denied; likewise a user and its account (AWS documentation: AWS JSON policy elements:
 * NotPrincipal).
 */
export function readNotPrincipal(principals: NamedPrincipals): PrincipalMatch {
  const named = check(principals);
  return (principal) => {
    const excepted =
      namesItself(named, principal) &&
      (principal.type !== 'role-session' || named.aws.includes(principal.roleArn)) &&
      (!('account' in principal) || namesAccount(named.aws, principal.account));
    return excepted || named.aws.includes('*') ? undefined : 'anyone';
  };
}

function namesItself({ aws, services, providers }: Named, principal: Principal): boolean {
  switch (principal.type) {
    case 'role-session':
    case 'federated-user':
      return aws.includes(principal.sessionArn);
    case 'user':
      return aws.includes(principal.userArn);
    case 'service':
      return services.includes(principal.service);
    case 'identity-provider':
      return providers.includes(principal.provider);
    case 'anonymous':
      return false;
  }
}

function namesAccount(aws: string[], account: string): boolean {
  return aws.some((value) => {
    const [, id, rootOf] = ACCOUNT.exec(value) ?? [];
    return (id ?? rootOf) === account;
  });
}

interface Named {
  aws: string[];
  services: string[];
  providers: string[];
}

function check(principals: NamedPrincipals): Named {
  if (principals === '*') return { aws: ['*'], services: [], providers: [] };
  for (const type of Object.keys(principals)) {
    if (!TYPES.has(type)) throw new PolicyProblem(`"${type}" is not a type of principal`);
  }
  const { AWS: aws = [], Service: services = [], Federated: providers = [] } = principals;
  const wrong =
    aws.find((value) => !AWS_PRINCIPAL.test(value)) ??
    services.find((value) => !/^[\w.-]+$/.test(value)) ??
    providers.find((value) => !PROVIDER.test(value));
  if (wrong !== undefined) throw new PolicyProblem(`"${wrong}" is not a principal`);
  return { aws, services, providers };
}
