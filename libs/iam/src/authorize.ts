import {
  describeUnmet,
  missingStatement,
  reasonForAllow,
  reasonForExplicitDeny,
  reasonForImplicitDeny,
} from './explain';
import { grantOf, type Grant } from './grant';
import { readPolicy } from './policy';
import { requestContext } from './request-context';
import { findIn, type Finding, type PolicyKind, type Question } from './statement';
import type {
  AuthorizationRequest,
  Decision,
  NamedPolicy,
  Policies,
  PolicySide,
  Principal,
  StatementReference,
} from './types';
import { applies } from './verdict';

/** The actions that a role's trust policy has to allow. Other actions of STS, such as GetCallerIdentity, know none. */
const TRUST_ACTIONS = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:setsourceidentity',
  'sts:tagsession',
]);

/** A statement that applies, or an Allow whose condition did not hold. */
interface Located extends Finding {
  kind: PolicyKind;
  /** For control policies: which of the levels it stands in. */
  level: number;
  reference: StatementReference;
}

interface Findings {
  denies: Located[];
  allows: Located[];
  unmet: Located[];
}

/**
 * Decides whether a request is allowed, as IAM does (AWS documentation: Policy evaluation logic). An explicit Deny in any
 * policy ends it. Then every level of the resource and service control policies has to allow, where there are any. What
 * grants is, within one account, the resource's policy or an identity policy; for a principal of another account both have to.
 * The permissions boundary and the session policies have to allow what was granted, except where the resource's policy
 * names the session or the user itself. A service, an identity provider's user and an anonymous caller have no identity
 * policies, so the resource's policy alone decides.
 *
 * A trust policy and a key's policy must allow in any case: by naming the principal or its role, or, naming the account or
 * everyone, together with an identity policy (that everyone in a trust policy does not do alone is unverified, and the
 * stricter reading; likewise that a boundary limits what a resource's policy gives to everyone).
 *
 * @throws MalformedPolicyError where a policy cannot be read
 */
export function authorize(request: AuthorizationRequest, policies: Policies): Decision {
  const { principal, action, resource } = request;
  const question: Question = {
    principal,
    lowerCaseAction: action.toLowerCase(),
    resource,
    context: requestContext(request.context),
  };
  const resourceKind = TRUST_ACTIONS.has(question.lowerCaseAction) ? 'trust' : 'resource';
  const findings: Findings = { denies: [], allows: [], unmet: [] };
  for (const [kind, levels] of policiesFor(principal, policies, resourceKind)) {
    levels.forEach((level, index) => level.forEach((policy) => search(policy, kind, index, question, findings)));
  }

  const asked = { principal, action, resource };
  const [deny] = findings.denies;
  if (deny !== undefined) {
    const reason = reasonForExplicitDeny(deny.kind);
    return { ...asked, reason, decision: 'explicitly-denied', by: side(deny.kind), statement: deny.reference };
  }
  const grant = decide(request, policies, resourceKind, findings.allows);
  if ('statement' in grant) {
    const { kind, reference } = grant.statement;
    return {
      ...asked,
      reason: reasonForAllow(kind, action),
      decision: 'allowed',
      by: kind === 'identity' ? 'identity' : 'resource',
      statement: reference,
      statements: findings.allows.filter(grants).map((allow) => allow.reference),
    };
  }
  return {
    ...asked,
    reason: reasonForImplicitDeny(grant.silent, action),
    decision: 'implicitly-denied',
    by: side(grant.silent),
    missing: missingStatement(grant.silent, request),
    unmet: findings.unmet.map(({ reference, unmet }) => ({
      ...reference,
      condition: describeUnmet(unmet, question.context),
    })),
  };
}

/** Every policy that speaks about this principal, by kind and level. */
function policiesFor(
  principal: Principal,
  { identity, resource, boundary, session = [], serviceControl = [], resourceControl = [] }: Policies,
  resourceKind: 'resource' | 'trust',
): [PolicyKind, NamedPolicy[][]][] {
  const ofTheAccount: [PolicyKind, NamedPolicy[][]][] = [
    ['service-control', serviceControl],
    ['identity', [identity]],
    ['boundary', [boundary ? [boundary] : []]],
    ['session', [session]],
  ];
  return [
    ['resource-control', resourceControl],
    ...('account' in principal ? ofTheAccount : []),
    [resourceKind, [resource ? [resource] : []]],
  ];
}

function search(policy: NamedPolicy, kind: PolicyKind, level: number, question: Question, findings: Findings): void {
  readPolicy(policy, kind).forEach((statement, index) => {
    const finding = findIn(statement, question);
    if (finding === undefined) return;
    const { sid, effect } = statement;
    const reference = { policy: policy.name, index, ...(sid === undefined ? {} : { sid }) };
    const located = { ...finding, kind, level, reference };
    if (applies(effect, finding.verdict)) (effect === 'Deny' ? findings.denies : findings.allows).push(located);
    else if (effect === 'Allow' && finding.unmet.length > 0) findings.unmet.push(located);
  });
}

function decide(
  { principal, action, resourceAccount }: AuthorizationRequest,
  { boundary, session, serviceControl = [], resourceControl = [] }: Policies,
  resourceKind: 'resource' | 'trust',
  allows: Located[],
): Grant<Located> {
  const allowsAt = (kind: PolicyKind, level = 0) =>
    allows.some((allow) => allow.kind === kind && allow.level === level);
  const account = 'account' in principal ? principal.account : undefined;

  if (resourceControl.some((_, level) => !allowsAt('resource-control', level))) return { silent: 'resource-control' };
  if (account !== undefined && serviceControl.some((_, level) => !allowsAt('service-control', level))) {
    return { silent: 'service-control' };
  }
  const grant = grantOf({
    byIdentity: allows.find(({ kind }) => kind === 'identity'),
    byResource: allows.filter(({ kind }) => kind === 'resource' || kind === 'trust'),
    resourceKind,
    hasIdentity: account !== undefined,
    isCrossAccount: account !== undefined && account !== resourceAccount,
    resourceMustAllow: resourceKind === 'trust' || action.toLowerCase().startsWith('kms:'),
  });
  if ('silent' in grant || grant.pastFilters) return grant;
  if (boundary !== undefined && account !== undefined && !allowsAt('boundary')) return { silent: 'boundary' };
  if (session !== undefined && account !== undefined && !allowsAt('session')) return { silent: 'session' };
  return grant;
}

function grants({ kind }: Located): boolean {
  return kind === 'identity' || kind === 'resource' || kind === 'trust';
}

function side(kind: PolicyKind): PolicySide {
  return kind === 'trust' ? 'resource' : kind;
}
