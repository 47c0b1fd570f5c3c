/** A value of a condition key: one string, or several where the key is multi-valued (`ses:Recipients`). */
export type ContextValue = string | string[];

/** Who asks. A session is what a role becomes when it is assumed; a service speaks for itself (`ses.amazonaws.com`). */
export type Principal =
  { type: 'role-session'; account: string; roleArn: string; sessionArn: string } | { type: 'service'; service: string };

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

export interface Policies {
  /** What hangs on the role. Empty for a service principal. */
  identity: NamedPolicy[];
  /** What hangs on the resource: topic, queue or function policy, or for `sts:AssumeRole` the role's trust policy. */
  resource?: NamedPolicy;
}

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
  | { decision: 'explicitly-denied'; by: 'identity' | 'resource'; statement: StatementReference }
  | {
      decision: 'implicitly-denied';
      /** The kind of policy that would have to speak. */
      by: 'identity' | 'resource';
      /** The statement whose absence denies: added to that policy, it would allow. */
      missing: Statement;
      /** Statements that name this action and resource, and whose condition did not hold. */
      unmet: (StatementReference & { condition: string })[];
    }
);
