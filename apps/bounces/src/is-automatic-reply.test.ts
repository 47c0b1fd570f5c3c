import { isAutomaticReply } from './is-automatic-reply';

test.each([
  ['nothing but the address, as SES reports an out-of-office note', {}],
  ['a status of success', { status: '2.0.0' }],
  ['a status that is none', { status: 'out of office' }],
  ['an action that is no failure', { action: 'delayed', status: '4.4.1' }],
  ['the action of a message that was delivered', { action: 'delivered', status: '2.1.5' }],
])('%s is an automatic reply', (_, recipient) => {
  expect(isAutomaticReply(recipient)).toBe(true);
});

test.each([
  ['the action failed', { action: 'failed' }],
  ['the action failed, in capitals', { action: 'Failed', status: '4.4.7' }],
  ['a status of lasting failure', { status: '5.4.4' }],
  ['a status of failure for now', { status: '4.4.7 (expired)' }],
])('%s is a failure', (_, recipient) => {
  expect(isAutomaticReply(recipient)).toBe(false);
});
