import { checkSender } from './check-sender';
import type { Identity } from './identity';

const verified = (name: string): Identity => ({
  name,
  type: name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
  verified: true,
  verificationStatus: 'SUCCESS',
});
const unverified = (name: string, verificationStatus = 'PENDING'): Identity => ({
  ...verified(name),
  verified: false,
  verificationStatus,
});
const from = { address: 'Ada@shop.example.com', domain: 'shop.example.com' };

test.each<[string, Identity[], string[], string]>([
  ['a verified domain covers its addresses', [verified('shop.example.com')], ['shop.example.com'], 'shop.example.com'],
  ['a verified parent domain covers a subdomain', [verified('example.com')], ['example.com'], 'example.com'],
  [
    'the deepest verified domain wins',
    [verified('example.com'), verified('shop.example.com')],
    ['shop.example.com'],
    'shop.example.com',
  ],
  [
    'a verified address wins over its domain',
    [verified('shop.example.com'), verified('Ada@shop.example.com')],
    ['Ada@shop.example.com'],
    'Ada@shop.example.com',
  ],
  [
    'a pending subdomain does not hide its verified parent',
    [unverified('shop.example.com'), verified('example.com')],
    ['example.com'],
    'example.com',
  ],
  ['the case of a deployed domain does not count', [verified('example.com')], ['Example.COM'], 'example.com'],
])('%s', (_, identities, sendingIdentities, identity) => {
  expect(checkSender({ from, identities, sendingIdentities })).toEqual({ allowed: true, identity });
});

test.each<[string, Identity[], string]>([
  [
    'an unknown sender is told what was looked at',
    [],
    'looked at: Ada@shop.example.com, shop.example.com, example.com.',
  ],
  ['another domain covers nothing', [verified('ample.com')], 'looked at'],
  ['the case of a local part counts', [verified('ada@shop.example.com')], 'looked at'],
  ['a pending domain waits for its DNS records', [unverified('example.com')], 'has not found its DNS records'],
  ['a pending address waits for its owner', [unverified('Ada@shop.example.com')], 'has not followed the link'],
  ['a failed domain is named', [unverified('example.com', 'FAILED')], 'example.com cannot send in Amazon SES (FAILED)'],
])('%s', (_, identities, message) => {
  expect(checkSender({ from, identities, sendingIdentities: ['example.com'] })).toEqual({
    allowed: false,
    name: 'identity_not_verified',
    reason: expect.any(String) as string,
    message: expect.stringContaining(message) as string,
  });
});

test.each<[string, Identity[], string[]]>([
  [
    'a verified identity outside the deployment is refused with the command',
    [verified('example.com')],
    ['example.org'],
  ],
  [
    'a deployed domain does not help where a more specific identity wins, for SES asks permission for that one',
    [verified('example.com'), verified('shop.example.com')],
    ['example.com'],
  ],
  ['a deployed address does not cover its domain', [verified('example.com')], ['Ada@shop.example.com']],
])('%s', (_, identities, sendingIdentities) => {
  const decision = checkSender({ from, identities, sendingIdentities });

  expect(decision).toMatchObject({ allowed: false, name: 'identity_not_deployed' });
  expect(decision).toHaveProperty(
    'message',
    expect.stringMatching(/SESAME_SENDING_IDENTITIES=\S+,(shop\.)?example\.com /),
  );
});
