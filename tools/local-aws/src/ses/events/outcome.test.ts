import { outcomesOf } from './outcome';

const simulator = (mailbox: string) => `${mailbox}@simulator.amazonses.com`;
const nobodyHeld = () => undefined;

test.each([
  ['success', [{ kind: 'delivery' }]],
  ['bounce', [{ kind: 'bounce', cause: 'unknown user' }]],
  ['suppressionlist', [{ kind: 'bounce', cause: 'suppressed address' }]],
  ['ooto', [{ kind: 'delivery' }, { kind: 'bounce', cause: 'out of office' }]],
  ['complaint', [{ kind: 'delivery' }, { kind: 'complaint', held: false }]],
])('the simulator mailbox %s has its outcome', (mailbox, outcomes) => {
  expect(outcomesOf([simulator(mailbox)], nobodyHeld)).toMatchObject(outcomes);
});

test('an ordinary address takes its mail, even if it speaks of bounces', () => {
  expect(outcomesOf(['bounce-team@example.com'], nobodyHeld)).toEqual([
    { kind: 'delivery', recipient: 'bounce-team@example.com' },
  ]);
});

test('who bounced for one cause stands in one outcome, and the others are served', () => {
  const recipients = ['a@example.net', simulator('bounce+1'), 'b@example.net', simulator('bounce+2')];
  expect(outcomesOf(recipients, nobodyHeld)).toEqual([
    { kind: 'delivery', recipient: 'a@example.net' },
    { kind: 'delivery', recipient: 'b@example.net' },
    { kind: 'bounce', cause: 'unknown user', recipients: [simulator('bounce+1'), simulator('bounce+2')] },
  ]);
});

test('nothing is tried for whom the suppression list holds back', () => {
  const reasons = new Map([
    ['bounced@example.net', 'BOUNCE' as const],
    ['complained@example.net', 'COMPLAINT' as const],
  ]);
  const recipients = ['bounced@example.net', 'complained@example.net', 'a@example.net'];
  expect(outcomesOf(recipients, (address) => reasons.get(address))).toEqual([
    { kind: 'delivery', recipient: 'a@example.net' },
    { kind: 'bounce', cause: 'on account suppression list', recipients: ['bounced@example.net'] },
    { kind: 'complaint', recipient: 'complained@example.net', held: true },
  ]);
});
