import fc from 'fast-check';
import {
  authorize,
  type AuthorizationRequest,
  type Policies,
  type PolicyDocument,
  type PolicySide,
  type Principal,
  type Statement,
} from './index';

const account = '111122223333';
const sender = {
  type: 'role-session',
  account,
  roleArn: `arn:aws:iam::${account}:role/sender`,
  sessionArn: `arn:aws:sts::${account}:assumed-role/sender/session`,
} as const;
const service = { type: 'service', service: 'ses.amazonaws.com' } as const;
const everyPrincipal: Principal[] = [
  sender,
  { type: 'user', account, userArn: `arn:aws:iam::${account}:user/ada` },
  { type: 'federated-user', account, sessionArn: `arn:aws:sts::${account}:federated-user/ada` },
  service,
  { type: 'identity-provider', provider: `arn:aws:iam::${account}:oidc-provider/token.example.com` },
  { type: 'anonymous' },
];

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
  { AWS: [`arn:aws:iam::${account}:user/ada`, `arn:aws:sts::${account}:federated-user/ada`] },
  { Federated: `arn:aws:iam::${account}:oidc-provider/token.example.com` },
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
  principal: fc.constantFrom(...everyPrincipal),
  action,
  resource,
  resourceAccount: fc.constantFrom(account, account, '444455556666'),
  context,
});
const filter = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.array(identityStatement, { minLength: 1, maxLength: 3 }) },
);
const statements = fc.record({
  identity: fc.array(identityStatement, { minLength: 1, maxLength: 4 }),
  resource: fc.array(resourceStatement, { minLength: 1, maxLength: 4 }),
  boundary: filter,
  session: filter,
  serviceControl: filter,
  resourceControl: filter,
});

type Parts = {
  identity: Statement[];
  resource: Statement[];
  boundary: Statement[] | undefined;
  session: Statement[] | undefined;
  serviceControl: Statement[] | undefined;
  resourceControl: Statement[] | undefined;
};

const named = (name: string, statements: Statement[]) => ({ name, document: document(statements) });
const forEveryone = (statement: Statement): Statement => ({ ...statement, Principal: '*' });

const policiesOf = ({ identity, resource, boundary, session, serviceControl, resourceControl }: Parts): Policies => ({
  identity: [named('identity', identity)],
  resource: named('resource', resource),
  ...(boundary && { boundary: named('boundary', boundary) }),
  ...(session && { session: [named('session', session)] }),
  ...(serviceControl && { serviceControl: [[named('service-control', serviceControl)]] }),
  ...(resourceControl && { resourceControl: [[named('resource-control', resourceControl.map(forEveryone))]] }),
});
const unfiltered = { boundary: undefined, session: undefined, serviceControl: undefined, resourceControl: undefined };
const isAllowed = (asked: AuthorizationRequest, policies: Policies): boolean =>
  authorize(asked, policies).decision === 'allowed';

/** The parts with the statement added, on the side where it belongs. */
function withStatement(parts: Parts, by: PolicySide, added: Statement): Parts {
  const add = (present: Statement[] = []) => [...present, added];
  switch (by) {
    case 'service-control':
      return { ...parts, serviceControl: add(parts.serviceControl) };
    case 'resource-control':
      return { ...parts, resourceControl: add(parts.resourceControl) };
    default:
      return { ...parts, [by]: add(parts[by]) };
  }
}

const check = <Given>(property: fc.IPropertyWithHooks<Given>) => fc.assert(property, { numRuns: 1000 });

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
      const reversed = {
        identity: parts.identity.toReversed(),
        resource: parts.resource.toReversed(),
        boundary: parts.boundary?.toReversed(),
        session: parts.session?.toReversed(),
        serviceControl: parts.serviceControl?.toReversed(),
        resourceControl: parts.resourceControl?.toReversed(),
      };
      const [first, second] = [authorize(asked, policiesOf(parts)), authorize(asked, policiesOf(reversed))];
      expect([second.decision, second.by]).toEqual([first.decision, first.by]);
    }),
  );
});

test('adding an Allow never takes an allow away', () => {
  fc.assert(
    fc.property(request, statements, identityStatement, resourceStatement, (asked, parts, byIdentity, byResource) => {
      if (!isAllowed(asked, policiesOf(parts))) return;
      const more = policiesOf({
        ...parts,
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

test('the statements said to be missing allow, once they are added one after the other', () => {
  check(
    fc.property(request, statements, (asked, parts) => {
      const tried = new Set<PolicySide>();
      let decision = authorize(asked, policiesOf(parts));
      fc.pre(decision.decision === 'implicitly-denied');
      // No policy lets somebody without credentials take a role.
      fc.pre(asked.principal.type !== 'anonymous' || asked.action !== 'sts:AssumeRole');
      for (let added: Parts = parts; decision.decision === 'implicitly-denied';) {
        expect(tried).not.toContain(decision.by);
        tried.add(decision.by);
        added = withStatement(added, decision.by, decision.missing);
        decision = authorize(asked, policiesOf(added));
      }
      expect(decision.decision).toBe('allowed');
    }),
  );
});

test.each(['boundary', 'session', 'serviceControl', 'resourceControl'] as const)(
  'a filter (%s) never grants: what is allowed with it is allowed without it',
  (kind) => {
    let allowed = 0;
    check(
      fc.property(
        request,
        statements,
        fc.array(identityStatement, { minLength: 1, maxLength: 3 }),
        (asked, parts, filter) => {
          const withFilter: Parts = { ...parts, ...unfiltered, [kind]: filter };
          if (!isAllowed(asked, policiesOf(withFilter))) return;
          allowed += 1;
          expect(isAllowed(asked, policiesOf({ ...withFilter, [kind]: undefined }))).toBe(true);
        },
      ),
    );
    expect(allowed).toBeGreaterThan(0);
  },
);

test('filters that allow everything change nothing', () => {
  const everything: Statement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
  check(
    fc.property(request, statements, (asked, { identity, resource }) => {
      const open = {
        boundary: everything,
        session: everything,
        serviceControl: everything,
        resourceControl: everything,
      };
      expect(authorize(asked, policiesOf({ identity, resource, ...open }))).toEqual(
        authorize(asked, policiesOf({ identity, resource, ...unfiltered })),
      );
    }),
  );
});

test('a service control policy that allows none of it leaves nothing to any principal of the account', () => {
  const nothing: Statement[] = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }];
  check(
    fc.property(request, statements, (asked, { identity, resource }) => {
      if (!('account' in asked.principal)) return;
      const closed = { ...unfiltered, serviceControl: nothing };
      expect(isAllowed(asked, policiesOf({ identity, resource, ...closed }))).toBe(false);
    }),
  );
});

test('a caller of another account is allowed only what both sides allow', () => {
  const allowOnly = (list: Statement[]) => list.filter(({ Effect }) => Effect === 'Allow');
  const everything: Statement = { Effect: 'Allow', Principal: '*', Action: '*' };
  let allowed = 0;
  check(
    fc.property(request, statements, (asked, parts) => {
      const abroad: AuthorizationRequest = { ...asked, principal: sender, resourceAccount: '444455556666' };
      const policies = policiesOf({
        ...unfiltered,
        identity: allowOnly(parts.identity),
        resource: [...allowOnly(parts.resource), everything],
      });
      if (allowOnly(parts.identity).length === 0 || !isAllowed(abroad, policies)) return;
      allowed += 1;
      expect(isAllowed(abroad, { identity: policies.identity })).toBe(false);
      expect(isAllowed(abroad, { ...policies, identity: [] })).toBe(false);
    }),
  );
  expect(allowed).toBeGreaterThan(50);
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
