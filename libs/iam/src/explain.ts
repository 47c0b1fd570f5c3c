import type { ConditionTest } from './condition/condition';
import type { RequestContext } from './request-context';
import { policyInWords } from './policy-in-words';
import type { PolicyKind } from './statement';
import type { AuthorizationRequest, Principal, Statement } from './types';

export function reasonForAllow(kind: PolicyKind, action: string): string {
  return `${policyInWords[kind]} allows the ${action} action`;
}

/**
 * In AWS's words, which follow "… is not authorized to perform: ACTION on resource: ARN" (AWS documentation:
 * Troubleshoot access denied error messages).
 */
export function reasonForExplicitDeny(kind: PolicyKind): string {
  return `with an explicit deny in ${policyInWords[kind]}`;
}

/** In AWS's words, which follow "… on resource: ARN because". */
export function reasonForImplicitDeny(kind: PolicyKind, action: string): string {
  return `${policyInWords[kind].replace(/^(an?|the) /, 'no ')} allows the ${action} action`;
}

/** The smallest statement that, added to a policy of version 2012-10-17, would allow the request. */
export function missingStatement(kind: PolicyKind, request: AuthorizationRequest): Statement {
  return {
    Effect: 'Allow',
    ...(kind === 'resource' || kind === 'trust' ? { Principal: principalElement(request.principal) } : {}),
    ...(kind === 'resource-control' ? { Principal: '*' } : {}),
    Action: request.action,
    ...(kind === 'trust' ? {} : { Resource: request.resource.replaceAll('${', '${$}{') }),
  };
}

function principalElement(principal: Principal): '*' | Record<string, string> {
  switch (principal.type) {
    case 'role-session':
      return { AWS: principal.roleArn };
    case 'user':
      return { AWS: principal.userArn };
    case 'federated-user':
      return { AWS: principal.sessionArn };
    case 'service':
      return { Service: principal.service };
    case 'identity-provider':
      return { Federated: principal.provider };
    case 'anonymous':
      return '*';
  }
}

/** Says in words why the tests of a condition did not hold. */
export function describeUnmet(tests: ConditionTest[], context: RequestContext): string {
  return tests.map((test) => `${test.operator} ${test.key}: ${describeTest(test, context)}`).join('; ');
}

function describeTest({ operator, key, wanted, judge }: ConditionTest, context: RequestContext): string {
  const got = context(key.toLowerCase());
  if (got === undefined) return 'the request does not carry the key';
  if (judge(context) === 'undecided') {
    return typeof got === 'string' || operator.includes(':')
      ? 'a policy variable has no value, or the values are of different kinds'
      : 'the key has several values, which needs ForAllValues or ForAnyValue';
  }
  if (operator === 'Null') return wanted.includes('true') ? 'the request carries the key' : 'the value is empty';
  const values = typeof got === 'string' ? [got] : got;
  if (![...wanted, ...values].every((value) => mayBeShown(key, value))) return 'the value does not satisfy it';
  return `wanted ${quote(wanted)}, got ${quote(values)}`;
}

const PERSONAL_KEYS = new Set([
  'ses:fromaddress',
  'ses:fromdisplayname',
  'ses:feedbackaddress',
  'ses:recipients',
  'dynamodb:leadingkeys',
  'sts:externalid',
]);

/** Explanations are logged, and no e-mail address, name of a person or shared secret may be. */
function mayBeShown(key: string, value: string): boolean {
  return !PERSONAL_KEYS.has(key.toLowerCase()) && !/@|%40/.test(value);
}

function quote(values: string[]): string {
  const shown = values.slice(0, 3).map((value) => JSON.stringify(value));
  return [...shown, ...(values.length > 3 ? [`${values.length - 3} more`] : [])].join(', ');
}
