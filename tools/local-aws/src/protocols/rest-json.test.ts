import { matchPath } from './rest-json';

test.each([
  ['/v2/email/identities/{EmailIdentity}', '/v2/email/identities/a%40example.com', { EmailIdentity: 'a@example.com' }],
  ['/v2/email/identities/{EmailIdentity}', '/v2/email/identities/', undefined],
  ['/v2/email/identities', '/v2/email/identities/', {}],
  ['/v2/email/identities', '/v2/email/identities/x', undefined],
  [
    '/v2/email/identities/{EmailIdentity}/policies/{PolicyName}',
    '/v2/email/identities/x/policies/y',
    { EmailIdentity: 'x', PolicyName: 'y' },
  ],
  ['/v2/email/account', '/v2/email/suppression', undefined],
  ['/a/{Name}', '/a/%E0%A4', { Name: '%E0%A4' }],
  ['/{Bucket}/{Key+}', '/b/x/y%3Az/', { Bucket: 'b', Key: 'x/y:z/' }],
  ['/{Bucket}/{Key+}', '/b/', undefined],
  ['/{Bucket}/{Key+}', '/b', undefined],
])('%s and %s', (pattern, path, members) => {
  expect(matchPath(pattern, path)).toEqual(members);
});
