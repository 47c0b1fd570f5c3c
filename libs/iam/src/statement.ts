import { readActions, type ActionMatch } from './action';
import { readCondition, type ConditionTest } from './condition/condition';
import { record, strings } from './element';
import { policyInWords } from './policy-in-words';
import { PolicyProblem } from './malformed-policy-error';
import { readNotPrincipal, readPrincipal, type Mention, type NamedPrincipals, type PrincipalMatch } from './principal';
import type { RequestContext } from './request-context';
import { readResources, type ResourceMatch } from './resource';
import type { PolicySide, Principal } from './types';
import { every, type Verdict } from './verdict';

/** What a policy hangs on: an identity, a resource, or a role, which says who may assume it; or what it filters. */
export type PolicyKind = PolicySide | 'trust';

/** Kinds whose statements name a principal. */
const WITH_PRINCIPAL = new Set<PolicyKind>(['resource', 'trust', 'resource-control']);

/** A statement, ready to be held against requests. */
export interface ReadStatement {
  sid?: string;
  effect: 'Allow' | 'Deny';
  principal?: PrincipalMatch;
  action: ActionMatch;
  resource?: ResourceMatch;
  condition: ConditionTest[];
}

/** A request, ready to be held against statements. */
export interface Question {
  principal: Principal;
  lowerCaseAction: string;
  resource: string;
  context: RequestContext;
}

/** A statement that speaks of this principal, action and resource. */
export interface Finding {
  mention: Mention;
  /** Of the resource and the condition together. */
  verdict: Verdict;
  unmet: ConditionTest[];
}

const ELEMENTS = new Set(
  'Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition'.split(' '),
);

/** Reads a statement. Throws PolicyProblem where AWS would refuse it for that kind of policy. */
export function readStatement(raw: unknown, kind: PolicyKind, variables: boolean): ReadStatement {
  const statement = record(raw, 'the statement');
  const unknown = Object.keys(statement).find((element) => !ELEMENTS.has(element));
  if (unknown !== undefined) throw new PolicyProblem(`"${unknown}" is not an element of a statement`);
  const { Sid: sid, Effect: effect, Condition: condition } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') throw new PolicyProblem('Effect is neither Allow nor Deny');
  if (sid !== undefined) checkSid(sid, kind);
  const principal = readPrincipalElement(statement, kind, effect);
  const resource = readResourceElement(statement, kind, variables);
  return {
    ...(typeof sid === 'string' ? { sid } : {}),
    effect,
    ...(principal === undefined ? {} : { principal }),
    action: readActionElement(statement),
    ...(resource === undefined ? {} : { resource }),
    condition: condition === undefined ? [] : readCondition(condition, variables),
  };
}

/** Holds a statement against a request; undefined where it speaks of another principal, action or resource. */
export function findIn(statement: ReadStatement, question: Question): Finding | undefined {
  if (!statement.action(question.lowerCaseAction)) return undefined;
  const resource = statement.resource?.(question.resource, question.context) ?? 'fits';
  if (resource === 'differs') return undefined;
  const mention = statement.principal === undefined ? 'itself' : statement.principal(question.principal);
  if (mention === undefined) return undefined;
  const verdicts = statement.condition.map((test) => test.judge(question.context));
  return {
    mention,
    verdict: every([resource, ...verdicts]),
    unmet: statement.condition.filter((_, index) => verdicts[index] !== 'fits'),
  };
}

function checkSid(sid: unknown, kind: PolicyKind): void {
  if (typeof sid !== 'string') throw new PolicyProblem('Sid is not text');
  if (kind !== 'resource' && kind !== 'resource-control' && !/^[A-Za-z0-9]*$/.test(sid)) {
    throw new PolicyProblem(`Sid "${sid}" has characters other than letters and digits`);
  }
}

function readActionElement(statement: Record<string, unknown>): ActionMatch {
  const element = oneOf(statement, 'Action', 'NotAction');
  if (element === undefined) throw new PolicyProblem('neither Action nor NotAction is given');
  return readActions(strings(statement[element], element), element === 'NotAction');
}

function readResourceElement(
  statement: Record<string, unknown>,
  kind: PolicyKind,
  variables: boolean,
): ResourceMatch | undefined {
  const element = oneOf(statement, 'Resource', 'NotResource');
  if (kind === 'trust' && element !== undefined) throw new PolicyProblem(`${element} has no place in a trust policy`);
  if (element !== undefined) {
    return readResources(strings(statement[element], element), element === 'NotResource', variables);
  }
  if (kind !== 'resource' && kind !== 'trust') throw new PolicyProblem('neither Resource nor NotResource is given');
  return undefined;
}

function readPrincipalElement(
  statement: Record<string, unknown>,
  kind: PolicyKind,
  effect: 'Allow' | 'Deny',
): PrincipalMatch | undefined {
  const element = oneOf(statement, 'Principal', 'NotPrincipal');
  if (!WITH_PRINCIPAL.has(kind)) {
    if (element !== undefined) throw new PolicyProblem(`${element} has no place in ${policyInWords[kind]}`);
    return undefined;
  }
  if (element === undefined) throw new PolicyProblem('no Principal is given');
  // AWS documentation: Resource control policies (RCPs), RCP syntax.
  if (kind === 'resource-control' && statement[element] !== '*') {
    throw new PolicyProblem('the Principal of a resource control policy can only be "*"');
  }
  const principals = readPrincipals(statement[element], element);
  if (element === 'Principal') return readPrincipal(principals);
  if (kind === 'trust') throw new PolicyProblem('NotPrincipal has no place in a trust policy');
  if (effect === 'Allow') throw new PolicyProblem('NotPrincipal cannot be used with Allow');
  return readNotPrincipal(principals);
}

function readPrincipals(value: unknown, element: string): NamedPrincipals {
  if (value === '*') return value;
  const types = Object.entries(record(value, element));
  if (types.length === 0) throw new PolicyProblem(`${element} is empty`);
  return Object.fromEntries(types.map(([type, names]) => [type, strings(names, `${element} ${type}`)]));
}

function oneOf<Name extends string>(statement: Record<string, unknown>, plain: Name, negated: Name): Name | undefined {
  const given = [plain, negated].filter((element) => statement[element] !== undefined);
  if (given.length > 1) throw new PolicyProblem(`both ${plain} and ${negated} are given`);
  return given[0];
}
