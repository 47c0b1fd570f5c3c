import type { Bounce } from '@sesame/events';
import { applyBounce } from './apply-bounce';

const bounce = (bounceType: string, bounceSubType: string, ...addresses: string[]): Bounce => ({
  bounceType,
  bounceSubType,
  bouncedRecipients: addresses.map((emailAddress) => ({ emailAddress, action: 'failed' })),
  timestamp: new Date('2026-11-20T09:15:03.669Z'),
  feedbackId: 'feedback',
});

test.each([
  ['Undetermined', 'Undetermined', 'count', 'undetermined'],
  ['Permanent', 'General', 'suppress', 'general'],
  ['Permanent', 'NoEmail', 'suppress', 'no-email'],
  ['Permanent', 'Suppressed', 'suppress', 'suppressed-by-ses'],
  ['Permanent', 'OnAccountSuppressionList', 'leave', 'already-suppressed'],
  ['Permanent', 'OnTenantSuppressionList', 'leave', 'already-suppressed'],
  ['Permanent', 'EmailValidationSuppressed', 'leave', 'judged-invalid'],
  ['Permanent', 'UnsubscribedRecipient', 'leave', 'unsubscribed'],
  ['Transient', 'General', 'count', 'temporary-failure'],
  ['Transient', 'MailboxFull', 'count', 'mailbox-full'],
  ['Transient', 'MessageTooLarge', 'leave', 'message-too-large'],
  ['Transient', 'CustomTimeoutExceeded', 'leave', 'took-too-long'],
  ['Transient', 'ContentRejected', 'leave', 'content-rejected'],
  ['Transient', 'AttachmentRejected', 'leave', 'attachment-rejected'],
  ['Permanent', 'constructor', 'leave', 'unknown-subtype'],
  ['Permanent', 'MailboxFull', 'leave', 'unknown-subtype'],
  ['Transient', 'NoEmail', 'leave', 'unknown-subtype'],
  ['Undetermined', 'General', 'leave', 'unknown-subtype'],
  ['permanent', 'General', 'leave', 'unknown-type'],
  ['Cosmic', 'General', 'leave', 'unknown-type'],
])('a bounce %s/%s: %s, because %s', (type, subType, decision, reason) => {
  expect(applyBounce(bounce(type, subType, 'jane@example.com'))).toEqual([
    { recipient: 'jane@example.com', decision, reason },
  ]);
});

test('an automatic reply, which SES reports as Transient/General too, does not count', () => {
  const { bouncedRecipients, ...rest } = bounce('Transient', 'General', 'john@example.com');
  const replied = { emailAddress: 'jane@example.com' };
  expect(applyBounce({ ...rest, bouncedRecipients: [replied, ...bouncedRecipients] })).toEqual([
    { recipient: 'jane@example.com', decision: 'leave', reason: 'automatic-reply' },
    { recipient: 'john@example.com', decision: 'count', reason: 'temporary-failure' },
  ]);
});

test('the code that the receiving server gave comes with the decision, and nothing else it wrote', () => {
  const [recipient] = bounce('Permanent', 'General', 'jane@example.com').bouncedRecipients;
  const status = '5.1.1 (no jane@example.com here)';
  const bouncedRecipients = recipient ? [{ ...recipient, status }] : [];
  expect(applyBounce({ ...bounce('Permanent', 'General'), bouncedRecipients })).toEqual([
    { recipient: 'jane@example.com', decision: 'suppress', reason: 'general', status: '5.1.1' },
  ]);
});

test('every recipient that bounced is decided on', () => {
  const decisions = applyBounce(bounce('Permanent', 'General', 'Jane@example.com', 'john@example.com'));
  expect(decisions.map(({ recipient }) => recipient)).toEqual(['Jane@example.com', 'john@example.com']);
});

test('a bounce of nobody is no decision', () => {
  expect(applyBounce(bounce('Permanent', 'General'))).toEqual([]);
});
