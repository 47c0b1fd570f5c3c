import { trust } from './trust.cjs';

const nothing = {
  ...{ PeoplePermissionSets: '', PeopleSamlProvider: '', PeopleSourceIps: '', PeopleSourceVpcs: '' },
  ...{ PeopleNotBefore: '', PeopleNotAfter: '' },
};

test('without parameters people of this account are let in, with a second factor', () => {
  const { people } = trust(nothing);
  expect(people.Statement).toEqual([
    expect.objectContaining({
      Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } },
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    }),
  ]);
});

test('people who sign in elsewhere are let in by name', () => {
  const { people } = trust({ ...nothing, PeoplePermissionSets: 'Operators, Admins', PeopleSamlProvider: 'corp' });
  const role = (name: string) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${name}_*`,
  });
  expect(people.Statement.slice(1)).toEqual([
    expect.objectContaining({ Condition: { ArnLike: { 'aws:PrincipalArn': [role('Operators'), role('Admins')] } } }),
    expect.objectContaining({
      Principal: { Federated: { 'Fn::Sub': expect.stringMatching(/:saml-provider\/corp$/) } },
      Action: 'sts:AssumeRoleWithSAML',
      Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    }),
    expect.objectContaining({
      Principal: { Federated: { 'Fn::Sub': expect.stringMatching(/:saml-provider\/corp$/) } },
      Action: 'sts:SetSourceIdentity',
      Condition: { StringLike: { 'sts:SourceIdentity': '*' } },
    }),
  ]);
});

test('from where and when is a condition of every way in, that of emergencies too', () => {
  const limited = {
    ...{ PeoplePermissionSets: 'Operators', PeopleSamlProvider: 'corp', PeopleSourceVpcs: 'vpc-0a1b2c3d' },
    ...{ PeopleSourceIps: '192.0.2.0/24,2001:db8::/32', PeopleNotBefore: '2026-11-22T00:00:00Z' },
    PeopleNotAfter: '2026-12-01T00:00:00Z',
  };
  const { people, breakGlass } = trust(limited);
  expect([...people.Statement, ...breakGlass.Statement]).toHaveLength(5);
  for (const { Condition } of [...people.Statement, ...breakGlass.Statement])
    expect(Condition).toMatchObject({
      IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/32'] },
      StringEquals: { 'aws:SourceVpc': ['vpc-0a1b2c3d'] },
      DateGreaterThan: { 'aws:CurrentTime': '2026-11-22T00:00:00Z' },
      DateLessThan: { 'aws:CurrentTime': '2026-12-01T00:00:00Z' },
    });
  expect(people.Statement[2]?.Condition).toMatchObject({
    StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml', 'aws:SourceVpc': ['vpc-0a1b2c3d'] },
  });
});

test('an emergency needs a second factor that is an hour old at most, and a name', () => {
  expect(trust(nothing).breakGlass.Statement).toEqual([
    expect.objectContaining({
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Condition: {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
        StringLike: { 'sts:SourceIdentity': '*' },
      },
    }),
  ]);
});

test.each([
  ['PeopleSourceIps', 'everywhere'],
  ['PeopleSourceVpcs', 'vpc'],
  ['PeopleNotBefore', 'tomorrow'],
  ['PeoplePermissionSets', 'Operators*/x'],
  ['PeopleSamlProvider', '*'],
  ['PeopleSamlProvider', 'corp/x'],
])('%s=%s is refused when the service is packaged', (name, value) => {
  expect(() => trust({ ...nothing, [name]: value })).toThrow(name);
});
