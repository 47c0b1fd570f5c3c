import { createMfaDevice } from './mfa-device';

const device = createMfaDevice('arn:aws:iam::000000000000:mfa/ada', Buffer.from('12345678901234567890'));

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('at %d seconds it shows the last six digits of the example in RFC 6238', (seconds, code) => {
  expect(device.codeAt(seconds * 1000)).toBe(code);
});

test('a code is good for the half minute before and after its own, and no longer', () => {
  const code = device.codeAt(90_000);
  expect([59_000, 60_000, 149_000, 150_000].map((now) => device.accepts(code, now))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
