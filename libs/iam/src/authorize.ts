import { CrossAccountError } from './cross-account-error';
import {
  describeUnmet,
  missingStatement,
  reasonForAllow,
  reasonForExplicitDeny,
  reasonForImplicitDeny,
} from './explain';
import { readPolicy } from './policy';
import { requestContext } from './request-context';
import { findIn, type Finding, type PolicyKind, type Question } from './statement';
import type { AuthorizationRequest, Decision, NamedPolicy, Policies, StatementReference } from './types';
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
  reference: StatementReference;
}

interface Findings {
  denies: Located[];
  allows: Located[];
  unmet: Located[];
}

/**
 * Decides whether a request is allowed, as IAM does for a principal and a resource of one account: an explicit Deny
 * ends it; else an Allow that names the principal in the resource's policy, else one in an identity policy (AWS
 * documentation: Policy evaluation logic). A service has no identity policies, so the resource's policy alone decides.
 * A trust policy must allow `sts:AssumeRole` in any case: by naming the service, the role or its session, or, naming
 * the account or everyone, together with an identity policy (that everyone in a trust policy does not do alone is
 * unverified, and the stricter reading).
 *
 * Throws MalformedPolicyError where a policy cannot be read, and CrossAccountError where the resource is another
 * account's.
 */
export function authorize(request: AuthorizationRequest, policies: Policies): Decision {
  const { principal, action, resource, resourceAccount } = request;
  if (principal.type === 'role-session' && principal.account !== resourceAccount) {
    throw new CrossAccountError(principal.account, resourceAccount);
  }
  const question: Question = {
    principal,
    lowerCaseAction: action.toLowerCase(),
    resource,
    context: requestContext(request.context),
  };
  const resourceKind = TRUST_ACTIONS.has(question.lowerCaseAction) ? 'trust' : 'resource';
  const findings: Findings = { denies: [], allows: [], unmet: [] };
  if (principal.type === 'role-session') {
    for (const policy of policies.identity) search(policy, 'identity', question, findings);
  }
  if (policies.resource !== undefined) search(policies.resource, resourceKind, question, findings);

  const asked = { principal, action, resource };
  const [deny] = findings.denies;
  if (deny !== undefined) {
    const reason = reasonForExplicitDeny(deny.kind);
    return { ...asked, reason, decision: 'explicitly-denied', by: side(deny.kind), statement: deny.reference };
  }
  const decisive = decidingStatement(request, resourceKind, findings.allows);
  if (typeof decisive === 'object') {
    const { kind, reference } = decisive;
    return {
      ...asked,
      reason: reasonForAllow(kind, action),
      decision: 'allowed',
      by: side(kind),
      statement: reference,
      statements: findings.allows.map((allow) => allow.reference),
    };
  }
  return {
    ...asked,
    reason: reasonForImplicitDeny(decisive, action),
    decision: 'implicitly-denied',
    by: side(decisive),
    missing: missingStatement(decisive, request),
    unmet: findings.unmet.map(({ reference, unmet }) => ({
      ...reference,
      condition: describeUnmet(unmet, question.context),
    })),
  };
}

function search(policy: NamedPolicy, kind: PolicyKind, question: Question, findings: Findings): void {
  readPolicy(policy, kind).forEach((statement, index) => {
    const finding = findIn(statement, question);
    if (finding === undefined) return;
    const { sid, effect } = statement;
    const reference = { policy: policy.name, index, ...(sid === undefined ? {} : { sid }) };
    const located = { ...finding, kind, reference };
    if (applies(effect, finding.verdict)) (effect === 'Deny' ? findings.denies : findings.allows).push(located);
    else if (effect === 'Allow' && finding.unmet.length > 0) findings.unmet.push(located);
  });
}

/** The Allow that decides, or the kind of policy that would have to speak. */
function decidingStatement(
  { principal }: AuthorizationRequest,
  resourceKind: 'resource' | 'trust',
  allows: Located[],
): Located | PolicyKind {
  const byIdentity = allows.find(({ kind }) => kind === 'identity');
  const byResource = allows.filter(({ kind }) => kind !== 'identity');
  const sufficient = byResource.find(
    ({ mention }) => mention === 'named' || (mention === 'anyone' && resourceKind === 'resource'),
  );
  if (sufficient !== undefined) return sufficient;
  if (principal.type === 'service' || (resourceKind === 'trust' && byResource.length === 0)) return resourceKind;
  return byIdentity ?? 'identity';
}

function side(kind: PolicyKind): 'identity' | 'resource' {
  return kind === 'identity' ? 'identity' : 'resource';
}
