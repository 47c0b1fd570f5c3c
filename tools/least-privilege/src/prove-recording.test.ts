import type { Statement } from '@sesame/iam';
import type { Attempt, Beside } from './forbidden';
import { proveRoles } from './prove-recording';
import type { Question } from './recording';
import { rolesOf } from './role';
import { askedBy, deployedOf, recordingOf, roleFileOf, tableArn } from './role.fixture';

const readerFile = roleFileOf(
  'reader',
  `- Sid: ReadOrders
  Effect: Allow
  Action:
    - dynamodb:GetItem
    - dynamodb:Query
  Resource: orders
  Condition:
    StringEquals:
      dynamodb:Select: COUNT`,
);
const writerFile = roleFileOf(
  'writer',
  `- Sid: WriteOrders\n  Effect: Allow\n  Action: dynamodb:PutItem\n  Resource: orders`,
);
const readOrders: Statement = {
  ...{
    Sid: 'ReadOrders',
    Effect: 'Allow',
    Action: ['dynamodb:GetItem', 'dynamodb:Query'],
    Resource: tableArn('orders'),
  },
  Condition: { StringEquals: { 'dynamodb:Select': 'COUNT' } },
};
const writeOrders: Statement = {
  ...{ Sid: 'WriteOrders', Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: tableArn('orders') },
};
const counting = { context: { 'dynamodb:Select': 'COUNT' } };
const forbidden: Record<string, Attempt[]> = {
  'sesame-local-reader': [
    { attempt: 'count keys', action: 'dynamodb:Query', resource: tableArn('keys'), ...counting },
    { attempt: 'read orders', action: 'dynamodb:Query', resource: tableArn('orders') },
  ],
  'sesame-local-writer': [{ attempt: 'write keys', action: 'dynamodb:PutItem', resource: tableArn('keys') }],
};

/** What the proof says of the two roles with something changed. */
function problemsOf({
  reads = readOrders,
  writes = writeOrders,
  more = () => [],
  less = 0,
  beside = {},
}: {
  reads?: Statement;
  writes?: Statement;
  more?: (roles: { reader: ReturnType<typeof deployedOf>; writer: ReturnType<typeof deployedOf> }) => Question[];
  less?: number;
  beside?: Partial<Beside>;
}): string[] {
  const [reader, writer] = [deployedOf('reader', [reads]), deployedOf('writer', [writes])];
  const questions = [
    askedBy(reader, 'dynamodb:GetItem', tableArn('orders'), counting),
    askedBy(writer, 'dynamodb:PutItem', tableArn('orders')),
    askedBy(reader, 'dynamodb:Query', tableArn('orders'), counting),
    ...more({ reader, writer }),
  ].slice(0, -less || undefined);
  const { roles, problems } = rolesOf(recordingOf([reader, writer], questions), [readerFile, writerFile]);
  const proof = proveRoles(roles, ({ name }) => ({ forbidden: forbidden[name], equivalents: [], ...beside }));
  return [...problems, ...proof.missing, ...proof.problems, ...proof.unwritten];
}

test('two roles that use what they are granted, and nothing else, are proved', () => {
  expect(problemsOf({})).toEqual([]);
});

test.each<[what: string, planted: Parameters<typeof problemsOf>[0], told: string]>([
  [
    'an action that nothing used',
    { reads: { ...readOrders, Action: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'] } },
    `apps/reader/src/role.yml:13 ReadOrders grants dynamodb:Scan on ${tableArn('orders')}, and nothing used it`,
  ],
  [
    'a use that is no longer made',
    { less: 1 },
    `apps/reader/src/role.yml:14 ReadOrders grants dynamodb:Query on ${tableArn('orders')}, and nothing used it`,
  ],
  [
    'a call that is not granted',
    { more: ({ writer }) => [askedBy(writer, 'dynamodb:GetItem', tableArn('keys'))] },
    `apps/writer/src/role.yml:6 does not grant dynamodb:GetItem on ${tableArn('keys')}, which sesame-local-writer asked for during story`,
  ],
  [
    'a call that a statement of the same resource does not grant',
    { more: ({ writer }) => [askedBy(writer, 'dynamodb:DeleteItem', tableArn('orders'))] },
    `apps/writer/src/role.yml:10 WriteOrders does not grant dynamodb:DeleteItem on ${tableArn('orders')}, which sesame-local-writer asked for during story`,
  ],
  [
    'a use that was somebody’s with the function’s credentials',
    {
      less: 1,
      more: ({ reader }) => [
        askedBy(reader, 'dynamodb:Query', tableArn('orders'), { ...counting, by: 'credentials-door' }),
        askedBy(reader, 'dynamodb:GetItem', tableArn('orders'), counting),
      ],
    },
    'nothing',
  ],
  [
    'a resource that is wider than need be',
    { writes: { ...writeOrders, Resource: tableArn('*') } },
    'apps/writer/src/role.yml:1 lets a thief write keys',
  ],
  [
    'a condition that is gone',
    {
      reads: {
        Effect: 'Allow',
        Sid: 'ReadOrders',
        Action: ['dynamodb:GetItem', 'dynamodb:Query'],
        Resource: tableArn('orders'),
      },
    },
    'apps/reader/src/role.yml:1 lets a thief read orders',
  ],
  [
    'a role of which nobody wrote what a thief would try',
    { beside: { forbidden: undefined } },
    'apps/reader/src/role.yml:1 has no forbidden.json beside it',
  ],
  [
    'a condition that no attempt shows to be needed',
    { beside: { forbidden: [] } },
    'apps/reader/src/role.yml:18 ReadOrders: condition StringEquals dynamodb:Select dropped, and no attempt in forbidden.json succeeds',
  ],
  [
    'a reason for a mutant that is killed',
    { beside: { equivalents: [{ sid: 'WriteOrders', change: 'statement removed', reason: 'because' }] } },
    'apps/writer/src/role.yml:1 has a reason in equivalent.json for no survivor: WriteOrders: statement removed',
  ],
])('%s is told, with its line', (_, planted, told) => {
  if (told === 'nothing') expect(problemsOf(planted)).toEqual([]);
  else expect(problemsOf(planted)).toContain(told);
});

test('a role that may do what another does, and never did it itself, is told', () => {
  const told = problemsOf({
    writes: { ...writeOrders, Action: ['dynamodb:PutItem', 'dynamodb:GetItem'] },
  });
  expect(told).toContain(
    `apps/writer/src/role.yml:10 WriteOrders lets sesame-local-writer do what sesame-local-reader does and it never did: dynamodb:GetItem on ${tableArn('orders')}`,
  );
});

test('a statement that another makes needless is told', () => {
  const [reader] = [deployedOf('reader', [readOrders, { ...readOrders, Sid: 'Again' }])];
  const questions = ['dynamodb:GetItem', 'dynamodb:Query'].map((action) =>
    askedBy(reader, action, tableArn('orders'), counting),
  );
  const { roles } = rolesOf(recordingOf([reader], questions), [readerFile]);
  const { problems } = proveRoles(roles, () => ({ forbidden: forbidden['sesame-local-reader'], equivalents: [] }));
  expect(problems).toContain(
    'apps/reader/src/role.yml:10 ReadOrders: statement removed, and nothing recorded is denied',
  );
});

test('a role.yml that nothing deployed comes from is told', () => {
  const { problems } = rolesOf(recordingOf([], []), [writerFile]);
  expect(problems).toEqual(['apps/writer/src/role.yml:1 is the role of nothing that is deployed']);
});
