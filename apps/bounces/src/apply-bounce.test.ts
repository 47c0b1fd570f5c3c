import type { Bounce } from '@sesame/events';
import { applyBounce } from './apply-bounce';

const bounce = (bounceType: string, bounceSubType: string, ...addresses: string[]): Bounce => ({
  bounceType,
  bounceSubType,
  bouncedRecipients: addresses.map((emailAddress) => ({ emailAddress })),
  timestamp: new Date('2026-11-20T09:15:03.669Z'),
  feedbackId: 'feedback',
});

test.each([
  ['Permanent', 'General', 'suppress', 'general'],
  ['Permanent', 'NoEmail', 'suppress', 'no-email'],
  ['Permanent', 'Suppressed', 'suppress', 'suppressed-by-ses'],
  ['Permanent', 'OnAccountSuppressionList', 'leave', 'already-suppressed'],
  ['Permanent', 'OnTenantSuppressionList', 'leave', 'already-suppressed'],
  ['Permanent', 'EmailValidationSuppressed', 'leave', 'judged-invalid'],
  ['Permanent', 'UnsubscribedRecipient', 'leave', 'unsubscribed'],
  ['Permanent', 'constructor', 'leave', 'unknown-subtype'],
  ['Transient', 'General', 'leave', 'transient'],
  ['Transient', 'MailboxFull', 'leave', 'transient'],
  ['Transient', 'NoEmail', 'leave', 'transient'],
  ['Undetermined', 'Undetermined', 'leave', 'undetermined'],
  ['permanent', 'General', 'leave', 'unknown-type'],
])('a bounce %s/%s: %s, because %s', (type, subType, decision, reason) => {
  expect(applyBounce(bounce(type, subType, 'jane@example.com'))).toEqual([
    { recipient: 'jane@example.com', decision, reason },
  ]);
});

test('every recipient that bounced is decided on', () => {
  const decisions = applyBounce(bounce('Permanent', 'General', 'Jane@example.com', 'john@example.com'));
  expect(decisions.map(({ recipient }) => recipient)).toEqual(['Jane@example.com', 'john@example.com']);
});

test('a bounce of nobody is no decision', () => {
  expect(applyBounce(bounce('Permanent', 'General'))).toEqual([]);
});
