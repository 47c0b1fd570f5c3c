import type { Statement } from '@sesame/iam';
import { keysOf, stsOverHttp } from './sts-over-http';

const account = 'arn:aws:iam::000000000000:root';
const everything = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const trusts = (Action: string | string[], Condition?: Statement['Condition']): Statement => ({
  Effect: 'Allow',
  Principal: { AWS: account },
  Action,
  ...(Condition && { Condition }),
});
const may = (Action: string | string[]): Statement => ({ Effect: 'Allow', Action, Resource: '*' });
const grants = (...Statement: Statement[]) => ({ policies: [{ name: 'policy', document: { Statement } }] });

let aws: Awaited<ReturnType<typeof stsOverHttp>>;
beforeAll(async () => {
  aws = await stsOverHttp();
});
afterAll(() => aws.stop());

function person(name: string) {
  const { credentials, mfaDevice } = aws.user(name, [may(everything)]);
  const secondFactor = () => ({
    SerialNumber: mfaDevice.serialNumber,
    TokenCode: mfaDevice.codeAt(aws.sts.clock.now()),
  });
  return { credentials, secondFactor };
}
const request = (RoleArn: string, more: object = {}) => ({ RoleArn, RoleSessionName: 'test', ...more });
const errorOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'no error',
    (error: Error & { $metadata: { httpStatusCode: number } }) =>
      `${error.$metadata.httpStatusCode} ${error.name}: ${error.message}`,
  );

describe('a role that wants a second factor', () => {
  const wantsMfa = () =>
    aws.role('operator', [
      trusts('sts:AssumeRole', {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
      }),
    ]);

  test('is given to a user with the code of his device', async () => {
    const { credentials, secondFactor } = person('ada');
    const answer = await aws.assume(credentials, request(wantsMfa().arn, secondFactor()));
    expect(await aws.whoAmI(keysOf(answer))).toMatchObject({
      Arn: 'arn:aws:sts::000000000000:assumed-role/operator/test',
      UserId: answer.AssumedRoleUser?.AssumedRoleId,
    });
  });

  test.each<[string, (ada: ReturnType<typeof person>) => object, string]>([
    ['without a code', () => ({}), '403 AccessDenied: User: arn:aws:iam::000000000000:user/ada is not authorized'],
    [
      'with a wrong code',
      (ada) => ({ ...ada.secondFactor(), TokenCode: wrongCode(ada) }),
      'with invalid MFA one time pass code',
    ],
    [
      'with the device of somebody else',
      (ada) => ({ ...person('bob').secondFactor(), TokenCode: ada.secondFactor().TokenCode }),
      'unable to validate MFA code',
    ],
    ['with half of it', (ada) => ({ TokenCode: ada.secondFactor().TokenCode }), '400 ValidationError'],
  ])('is refused %s', async (_how, given, said) => {
    const ada = person('ada');
    expect(await errorOf(aws.assume(ada.credentials, request(wantsMfa().arn, given(ada))))).toContain(said);
  });

  test('is refused to the session of another role, which has no device', async () => {
    const ada = person('ada');
    const first = aws.role('first', [trusts('sts:AssumeRole')], grants(may(everything)));
    const session = keysOf(await aws.assume(ada.credentials, request(first.arn, ada.secondFactor())));
    expect(await errorOf(aws.assume(session, request(wantsMfa().arn)))).toContain('403 AccessDenied');
    expect(await errorOf(aws.assume(session, request(wantsMfa().arn, ada.secondFactor())))).toContain(
      'unable to validate MFA code',
    );
  });
});

test.each([
  { seconds: 43_200, most: 43_200, said: 'no error' },
  {
    seconds: 3601,
    most: 3600,
    said: '400 ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  },
  { seconds: 899, most: 3600, said: '400 ValidationError' },
  { seconds: 43_201, most: 43_200, said: '400 ValidationError' },
])('a user asks for $seconds seconds of a role of at most $most', async ({ seconds, most, said }) => {
  const { credentials } = person('ada');
  const role = aws.role('long', [trusts('sts:AssumeRole')], { maxSessionDurationSeconds: most });
  expect(await errorOf(aws.assume(credentials, request(role.arn, { DurationSeconds: seconds })))).toContain(said);
});

test('a role of twelve hours lasts an hour at most when the session of a role assumes it', async () => {
  const { credentials } = person('ada');
  const first = aws.role('first', [trusts('sts:AssumeRole')], grants(may(everything)));
  const long = aws.role('long', [trusts('sts:AssumeRole')], { maxSessionDurationSeconds: 43_200 });
  const session = keysOf(await aws.assume(credentials, request(first.arn)));
  expect(await errorOf(aws.assume(session, request(long.arn, { DurationSeconds: 3601 })))).toBe(
    '400 ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
  );
  expect(await errorOf(aws.assume(session, request(long.arn, { DurationSeconds: 3600 })))).toBe('no error');
});

test('a session ends by the embedded clock', async () => {
  const { credentials } = person('ada');
  const role = aws.role('brief', [trusts('sts:AssumeRole')]);
  const session = keysOf(await aws.assume(credentials, request(role.arn, { DurationSeconds: 900 })));
  aws.sts.clock.advance(899_000);
  expect(await errorOf(aws.whoAmI(session))).toBe('no error');
  aws.sts.clock.advance(1_000);
  expect(await errorOf(aws.whoAmI(session))).toContain('403 ExpiredToken');
  expect(await errorOf(aws.whoAmI(credentials))).toBe('no error');
});

test('a user of another account needs both sides to allow', async () => {
  const theirs = '111122223333';
  const trustsThem = { ...trusts('sts:AssumeRole'), Principal: { AWS: `arn:aws:iam::${theirs}:root` } };
  const allowed = aws.user('eve', [may(everything)], theirs).credentials;
  const silent = aws.user('mallory', [], theirs).credentials;
  const opened = aws.role('opened', [trustsThem]);
  const closed = aws.role('closed', [trusts('sts:AssumeRole')]);
  expect(await errorOf(aws.assume(allowed, request(opened.arn)))).toBe('no error');
  expect(await errorOf(aws.assume(silent, request(opened.arn)))).toContain('no identity-based policy allows');
  expect(await errorOf(aws.assume(allowed, request(closed.arn)))).toContain('403 AccessDenied');
  expect(await errorOf(aws.assume(allowed, request('arn:aws:iam::000000000000:role/nobody')))).toContain(
    '403 AccessDenied: User: arn:aws:iam::111122223333:user/eve is not authorized to perform: sts:AssumeRole',
  );
});

describe('session policies', () => {
  const allowing = (...actions: string[]) => JSON.stringify({ Version: '2012-10-17', Statement: [may(actions)] });
  const wide = () => aws.role('wide', [trusts('sts:AssumeRole')], grants(may(['sqs:SendMessage', 'sns:Publish'])));
  async function allowedIn(more: object) {
    const answer = await aws.assume(person('ada').credentials, request(wide().arn, more));
    const principal = aws.sts.sessions.byAccessKeyId(keysOf(answer).accessKeyId)?.principal;
    if (!principal) throw new Error('STS does not know the session it gave.');
    return ['sqs:SendMessage', 'sns:Publish', 'ses:SendEmail'].filter(
      (action) => aws.sts.authorize(principal, { action, resource: '*' }).decision === 'allowed',
    );
  }

  test('limit what the role may do, inline and by ARN, and grant nothing', async () => {
    const { arn } = aws.sts.managedPolicies.apply({ name: 'only-sns', document: { Statement: [may('sns:Publish')] } });
    expect(await allowedIn({})).toEqual(['sqs:SendMessage', 'sns:Publish']);
    expect(await allowedIn({ Policy: allowing('sqs:SendMessage', 'ses:SendEmail') })).toEqual(['sqs:SendMessage']);
    expect(await allowedIn({ PolicyArns: [{ arn }] })).toEqual(['sns:Publish']);
    expect(await allowedIn({ Policy: allowing('sqs:SendMessage'), PolicyArns: [{ arn }] })).toHaveLength(2);
  });

  test.each<[string, object, string]>([
    ['no JSON', { Policy: '{' }, '400 MalformedPolicyDocumentException: This policy contains invalid Json'],
    ['no policy', { Policy: '{"Statement":[{"Effect":"Allow"}]}' }, '400 MalformedPolicyDocument'],
    [
      'for somebody',
      { Policy: JSON.stringify({ Statement: [{ ...may('sqs:*'), Principal: '*' }] }) },
      '400 MalformedPolicyDocument',
    ],
    [
      'with a variable that is none',
      {
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ ...may('sqs:*'), Resource: 'arn:aws:sqs:::${x' }],
        }),
      },
      '400 MalformedPolicyDocument',
    ],
    ['of more than 2,048 characters', { Policy: allowing('sqs:SendMessage').padEnd(2049) }, '400 ValidationError'],
    [
      'by an ARN that is not there',
      { PolicyArns: [{ arn: 'arn:aws:iam::000000000000:policy/none' }] },
      'does not exist',
    ],
  ])('are refused: %s', async (_what, more, said) => {
    expect(await errorOf(aws.assume(person('ada').credentials, request(wide().arn, more)))).toContain(said);
  });

  test('and tags that together take more than is allotted are refused with the share they take', async () => {
    const tagged = aws.role('tagged', [trusts(everything)]);
    const tags = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ Key: `tag-${n}`, Value: 'x'.repeat(250) }));
    const assume = (count: number) => aws.assume(person('ada').credentials, request(tagged.arn, { Tags: tags(count) }));
    expect(await assume(4)).toMatchObject({ PackedPolicySize: 50 });
    expect(await errorOf(assume(9))).toBe(
      '400 PackedPolicyTooLargeException: Packed policy consumes 113% of allotted space, please use smaller policy.',
    );
  });
});

describe('session tags', () => {
  const tagOf = (keys: { accessKeyId: string }, wanted: string) => {
    const principal = aws.sts.sessions.byAccessKeyId(keys.accessKeyId)?.principal;
    if (!principal) throw new Error('STS does not know the session it gave.');
    const resourcePolicy = {
      Statement: {
        Effect: 'Allow' as const,
        Principal: '*' as const,
        Action: 'sqs:SendMessage',
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalTag/team': wanted } },
      },
    };
    return aws.sts.authorize(principal, { action: 'sqs:SendMessage', resource: '*', resourcePolicy }).decision;
  };

  test("take the place of the role's own, and end with the session unless they are transitive", async () => {
    const { credentials } = person('ada');
    const first = aws.role('first', [trusts(everything)], { ...grants(may(everything)), tags: { Team: 'ours' } });
    const second = aws.role('second', [trusts(everything)]);
    const plain = keysOf(await aws.assume(credentials, request(first.arn)));
    const Tags = [{ Key: 'team', Value: 'theirs' }];
    const tagged = keysOf(await aws.assume(credentials, request(first.arn, { Tags })));
    const transitive = keysOf(await aws.assume(credentials, request(first.arn, { Tags, TransitiveTagKeys: ['team'] })));
    expect([tagOf(plain, 'ours'), tagOf(tagged, 'theirs'), tagOf(tagged, 'ours')]).toEqual([
      'allowed',
      'allowed',
      'implicitly-denied',
    ]);
    expect(tagOf(keysOf(await aws.assume(tagged, request(second.arn))), 'theirs')).toBe('implicitly-denied');
    expect(tagOf(keysOf(await aws.assume(transitive, request(second.arn))), 'theirs')).toBe('allowed');
    expect(await errorOf(aws.assume(transitive, request(second.arn, { Tags })))).toContain('400 ValidationError');
  });

  test('need sts:TagSession in the trust policy, with the keys it wants', async () => {
    const { credentials } = person('ada');
    const untagged = aws.role('untagged', [trusts('sts:AssumeRole')]);
    const onlyTeam = aws.role('only-team', [
      trusts('sts:AssumeRole'),
      trusts('sts:TagSession', {
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] },
        Null: { 'aws:TagKeys': 'false' },
      }),
    ]);
    const Tags = [{ Key: 'team', Value: 'ours' }];
    expect(await errorOf(aws.assume(credentials, request(untagged.arn, { Tags })))).toContain(
      'perform: sts:TagSession',
    );
    expect(await errorOf(aws.assume(credentials, request(onlyTeam.arn, { Tags })))).toBe('no error');
    const others = [...Tags, { Key: 'cost', Value: '1' }];
    expect(await errorOf(aws.assume(credentials, request(onlyTeam.arn, { Tags: others })))).toContain(
      '403 AccessDenied',
    );
  });

  test.each<[string, object]>([
    [
      'twice the same key',
      {
        Tags: [
          { Key: 'team', Value: 'a' },
          { Key: 'TEAM', Value: 'b' },
        ],
      },
    ],
    ['a transitive key of no tag', { TransitiveTagKeys: ['team'] }],
    ['fifty-one', { Tags: Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' })) }],
  ])('are refused: %s', async (_what, more) => {
    const role = aws.role('tagged', [trusts(everything)]);
    expect(await errorOf(aws.assume(person('ada').credentials, request(role.arn, more)))).toContain(
      '400 ValidationError',
    );
  });
});

describe('a source identity', () => {
  const wantsIdentity = () =>
    aws.role(
      'break-glass',
      [trusts(['sts:AssumeRole', 'sts:SetSourceIdentity'], { StringLike: { 'sts:SourceIdentity': 'ada*' } })],
      grants(may(everything)),
    );

  test('is what the trust policy asks for, and goes on through the chain, where every role must let it', async () => {
    const { credentials } = person('ada');
    const answer = await aws.assume(credentials, request(wantsIdentity().arn, { SourceIdentity: 'ada' }));
    expect(answer.SourceIdentity).toBe('ada');
    const lets = aws.role('lets', [trusts(['sts:AssumeRole', 'sts:SetSourceIdentity'])]);
    const doesNot = aws.role('does-not', [trusts('sts:AssumeRole')]);
    const session = keysOf(answer);
    expect(await aws.assume(session, request(lets.arn))).toMatchObject({ SourceIdentity: 'ada' });
    expect(await errorOf(aws.assume(session, request(doesNot.arn)))).toContain('perform: sts:SetSourceIdentity');
    expect(await errorOf(aws.assume(session, request(lets.arn, { SourceIdentity: 'eve' })))).toContain(
      '403 AccessDenied',
    );
  });

  test.each([
    [{}, '403 AccessDenied'],
    [{ SourceIdentity: 'eve' }, '403 AccessDenied'],
    [{ SourceIdentity: 'aws:ada' }, '400 ValidationError'],
  ])('%j is refused', async (more, said) => {
    expect(await errorOf(aws.assume(person('ada').credentials, request(wantsIdentity().arn, more)))).toContain(said);
  });
});

test('what is not emulated is refused by its name', async () => {
  const attempt = aws.assume(
    person('ada').credentials,
    request('arn:aws:iam::000000000000:role/any', {
      ProvidedContexts: [{ ProviderArn: 'arn:aws:iam::aws:contextProvider/any', ContextAssertion: 'assertion' }],
    }),
  );
  expect(await errorOf(attempt)).toContain('ProvidedContexts');
});

function wrongCode({ secondFactor }: ReturnType<typeof person>): string {
  return secondFactor().TokenCode.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
}
