/** A value of a condition key: one string, or several where the key is multi-valued (`ses:Recipients`). */
export type ContextValue = string | string[];

/**
 * Who asks. A `role-session` is what a role becomes when it is assumed, a `federated-user` what GetFederationToken gives. A
 * `service` speaks for itself (`ses.amazonaws.com`). An `identity-provider` stands for whoever shows its token and is nobody
 * in AWS yet: an OIDC or SAML provider's ARN, or the name of a well-known one. The root user of an account is not
 * judged: hardly a policy binds it.
 */
export type Principal =
  | { type: 'role-session'; account: string; roleArn: string; sessionArn: string }
  | { type: 'user'; account: string; userArn: string }
  | { type: 'federated-user'; account: string; sessionArn: string }
  | { type: 'service'; service: string }
  | { type: 'identity-provider'; provider: string }
  | { type: 'anonymous' };

export interface Statement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: '*' | Record<string, string | string[]>;
  NotPrincipal?: '*' | Record<string, string | string[]>;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  /** Operator -> key -> wanted values. Numbers and booleans are read as their text, as IAM does. */
  Condition?: Record<string, Record<string, ConditionValue | ConditionValue[]>>;
}
export type ConditionValue = string | number | boolean;

export interface PolicyDocument {
  Version?: string;
  Id?: string;
  Statement: Statement | Statement[];
}

export interface NamedPolicy {
  name: string;
  document: PolicyDocument;
}

export interface AuthorizationRequest {
  principal: Principal;
  /** For example `ses:SendEmail`. */
  action: string;
  /** An ARN, or `*` where the action takes no resource. */
  resource: string;
  /** The account that owns the resource. */
  resourceAccount: string;
  /** Condition keys of this request; names are compared without regard to case. */
  context: Record<string, ContextValue>;
}

/**
 * The policies that speak about a request. Only `identity` and `resource` grant; all others are filters: where one is given,
 * it must allow too, and what it allows it does not grant.
 */
export interface Policies {
  /** What hangs on the role or user. Read only for a principal that is one. */
  identity: NamedPolicy[];
  /** What hangs on the resource: topic, queue, key or function policy, or for `sts:AssumeRole` the role's trust policy. */
  resource?: NamedPolicy;
  /** The permissions boundary of the role or user. */
  boundary?: NamedPolicy;
  /** What was handed over when the session was made, inline and by ARN: together they allow what one of them allows. */
  session?: NamedPolicy[];
  /** The service control policies over the principal's account, a list for each level from the root down. */
  serviceControl?: NamedPolicy[][];
  /** The resource control policies over the resource's account, a list for each level from the root down. */
  resourceControl?: NamedPolicy[][];
}

/** The kind of policy that decided. A trust policy is a role's resource policy. */
export type PolicySide = 'identity' | 'resource' | 'boundary' | 'session' | 'service-control' | 'resource-control';

/** Where a statement stands. */
export interface StatementReference {
  policy: string;
  /** Its place in the policy, from 0. */
  index: number;
  sid?: string;
}

export type Decision = {
  principal: Principal;
  action: string;
  resource: string;
  /** One sentence: why, in words. */
  reason: string;
} & (
  | {
      decision: 'allowed';
      by: 'identity' | 'resource';
      statement: StatementReference;
      statements: StatementReference[];
    }
  | { decision: 'explicitly-denied'; by: PolicySide; statement: StatementReference }
  | {
      decision: 'implicitly-denied';
      /** The kind of policy that would have to speak. */
      by: PolicySide;
      /** The statement whose absence denies: added to that policy, it would allow. */
      missing: Statement;
      /** Statements that name this action and resource, and whose condition did not hold. */
      unmet: (StatementReference & { condition: string })[];
    }
);
