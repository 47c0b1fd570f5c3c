import fc from 'fast-check';
import { authorize, type AuthorizationRequest, type Policies, type PolicyDocument, type Statement } from './index';

const account = '111122223333';
const sender = {
  type: 'role-session',
  account,
  roleArn: `arn:aws:iam::${account}:role/sender`,
  sessionArn: `arn:aws:sts::${account}:assumed-role/sender/session`,
} as const;
const service = { type: 'service', service: 'ses.amazonaws.com' } as const;

const arn = (resource: string): string => `arn:aws:sns:eu-west-1:${account}:${resource}`;
const action = fc.constantFrom('sns:Publish', 'sns:Subscribe', 'sqs:SendMessage', 'sts:AssumeRole');
const actions = fc.constantFrom('sns:Publish', 'SNS:pub*', 'sns:*', 'sqs:SendMessage', 'sts:Assume????', '*');
const resource = fc.constantFrom(arn('orders'), arn('orders-eu'), arn('alerts'), '*');
const resources = fc.constantFrom(
  arn('orders'),
  arn('orders*'),
  arn('alert?'),
  arn('${aws:PrincipalTag/team}'),
  arn("${aws:PrincipalTag/team, 'orders'}"),
  'arn:aws:sns:*:orders',
  '*',
);
const principals = fc.constantFrom<NonNullable<Statement['Principal']>>(
  '*',
  { AWS: account },
  { AWS: sender.roleArn },
  { AWS: [sender.sessionArn, `arn:aws:iam::${account}:root`] },
  { Service: service.service },
  { Service: 'events.amazonaws.com', AWS: '*' },
);
const context = fc.dictionary(
  fc.constantFrom('aws:PrincipalTag/team', 'aws:sourceip', 'sns:Protocol', 'aws:TagKeys'),
  fc.oneof(
    fc.constantFrom('orders', 'email', '', '192.0.2.7', 'red'),
    fc.array(fc.constantFrom('orders', 'red', ''), { maxLength: 3 }),
  ),
);
const condition = fc.dictionary(
  fc.constantFrom(
    'StringEquals',
    'StringNotEquals',
    'StringLikeIfExists',
    'StringNotLike',
    'ForAllValues:StringEquals',
    'ForAnyValue:StringNotEqualsIfExists',
    'StringNotEqualsIgnoreCase',
  ),
  fc.dictionary(
    fc.constantFrom('aws:PrincipalTag/team', 'AWS:TagKeys', 'sns:Protocol', 'aws:SourceIp'),
    fc.array(fc.constantFrom('orders', 'red', 'e*', '${aws:PrincipalTag/team}', arn('orders')), {
      minLength: 1,
      maxLength: 2,
    }),
    { minKeys: 1, maxKeys: 2 },
  ),
  { maxKeys: 2 },
);
const effect = fc.constantFrom('Allow', 'Allow', 'Deny');
const some = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(values, { minLength: 1, maxLength: 2 });

const identityStatement = fc.record(
  { Effect: effect, Action: some(actions), Resource: some(resources), Condition: condition },
  { requiredKeys: ['Effect', 'Action', 'Resource'] },
);
const resourceStatement = fc.record(
  { Effect: effect, Principal: principals, Action: some(actions), Condition: condition },
  { requiredKeys: ['Effect', 'Principal', 'Action'] },
);
const document = (statements: Statement[]): PolicyDocument => ({ Version: '2012-10-17', Statement: statements });
const request: fc.Arbitrary<AuthorizationRequest> = fc.record({
  principal: fc.constantFrom(sender, service),
  action,
  resource,
  resourceAccount: fc.constant(account),
  context,
});
const statements = fc.record({
  identity: fc.array(identityStatement, { minLength: 1, maxLength: 4 }),
  resource: fc.array(resourceStatement, { minLength: 1, maxLength: 4 }),
});

const policiesOf = (parts: { identity: Statement[]; resource: Statement[] }): Policies => ({
  identity: [{ name: 'identity', document: document(parts.identity) }],
  resource: { name: 'resource', document: document(parts.resource) },
});
const isAllowed = (asked: AuthorizationRequest, policies: Policies): boolean =>
  authorize(asked, policies).decision === 'allowed';

/** Whether `policies` with the statement added, on the side where it belongs, allow the request. */
function withStatement(policies: Policies, by: 'identity' | 'resource', added: Statement): Policies {
  const addition = { name: 'added', document: document([added]) };
  if (by === 'identity') return { ...policies, identity: [...policies.identity, addition] };
  const present = policies.resource === undefined ? [] : [policies.resource.document.Statement].flat();
  return { ...policies, resource: { name: 'resource', document: document([...present, added]) } };
}

const check = (
  property: fc.IPropertyWithHooks<[AuthorizationRequest, { identity: Statement[]; resource: Statement[] }]>,
) => fc.assert(property, { numRuns: 1000 });

test('a Deny that speaks of the request wins over every Allow', () => {
  check(
    fc.property(request, statements, (asked, parts) => {
      const everything: Statement = { Effect: 'Deny', Principal: '*', Action: '*' };
      const denied = policiesOf({ ...parts, resource: [...parts.resource, everything] });
      expect(authorize(asked, denied).decision).toBe('explicitly-denied');
    }),
  );
});

test('the order of statements does not matter', () => {
  check(
    fc.property(request, statements, (asked, parts) => {
      const reversed = { identity: parts.identity.toReversed(), resource: parts.resource.toReversed() };
      const [first, second] = [authorize(asked, policiesOf(parts)), authorize(asked, policiesOf(reversed))];
      expect([second.decision, second.by]).toEqual([first.decision, first.by]);
    }),
  );
});

test('adding an Allow never takes an allow away', () => {
  fc.assert(
    fc.property(request, statements, identityStatement, resourceStatement, (asked, parts, byIdentity, byResource) => {
      fc.pre(isAllowed(asked, policiesOf(parts)));
      const more = policiesOf({
        identity: [...parts.identity, { ...byIdentity, Effect: 'Allow' }],
        resource: [...parts.resource, { ...byResource, Effect: 'Allow' }],
      });
      expect(isAllowed(asked, more)).toBe(true);
    }),
  );
});

const narrower: Record<string, string[]> = {
  '*': ['arn:aws:sns:*:orders', arn('orders*')],
  'arn:aws:sns:*:orders': [arn('orders')],
  [arn('orders*')]: [arn('orders'), arn('orders-*'), arn('orders?eu')],
  [arn('alert?')]: [arn('alerts')],
  [arn("${aws:PrincipalTag/team, 'orders'}")]: [arn('${aws:PrincipalTag/team}')],
};

test('a narrower resource never allows more', () => {
  fc.assert(
    fc.property(request, statements, fc.nat(), fc.nat(), (asked, parts, place, choice) => {
      const index = place % parts.identity.length;
      const wide = parts.identity[index];
      fc.pre(wide?.Effect === 'Allow');
      const narrow = wide.Resource.map((wanted) => narrower[wanted]?.at(choice % 3) ?? narrower[wanted]?.[0] ?? wanted);
      const identity = parts.identity.with(index, { ...wide, Resource: narrow });
      if (isAllowed(asked, policiesOf({ ...parts, identity }))) expect(isAllowed(asked, policiesOf(parts))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('adding a condition to an Allow never allows more', () => {
  fc.assert(
    fc.property(request, statements, condition, fc.nat(), (asked, parts, added, place) => {
      const index = place % parts.identity.length;
      const free = parts.identity[index];
      fc.pre(free?.Effect === 'Allow' && Object.keys(added).length > 0);
      const withCondition = (wanted: Record<string, Record<string, string[]>>): Policies =>
        policiesOf({ ...parts, identity: parts.identity.with(index, { ...free, Condition: wanted }) });
      const present = free.Condition ?? {};
      const both = { ...present, ...Object.fromEntries(Object.entries(added).filter(([name]) => !(name in present))) };
      if (isAllowed(asked, withCondition(both))) expect(isAllowed(asked, withCondition(present))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('the statement said to be missing allows, once it is added', () => {
  check(
    fc.property(request, statements, (asked, parts) => {
      const policies = policiesOf(parts);
      const decision = authorize(asked, policies);
      fc.pre(decision.decision === 'implicitly-denied');
      expect(isAllowed(asked, withStatement(policies, decision.by, decision.missing))).toBe(true);
    }),
  );
});

test('a policy of a service or account other than the one asked for changes nothing', () => {
  check(
    fc.property(request, statements, (asked, parts) => {
      const other: Statement = { Effect: 'Deny', Principal: { Service: 's3.amazonaws.com' }, Action: '*' };
      const policies = policiesOf({ ...parts, resource: [...parts.resource, other] });
      expect(authorize(asked, policies)).toEqual(authorize(asked, policiesOf(parts)));
    }),
  );
});
