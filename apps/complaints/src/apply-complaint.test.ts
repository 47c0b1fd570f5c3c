import type { Complaint } from '@sesame/events';
import { applyComplaint } from './apply-complaint';

const complaint = (parts: Partial<Complaint>): Complaint => ({
  complainedRecipients: [{ emailAddress: 'Jane@example.com' }],
  timestamp: new Date('2026-11-20T12:00:05.000Z'),
  feedbackId: 'feedback',
  ...parts,
});

test.each([
  ['abuse', 'suppress', 'abuse'],
  ['other', 'suppress', 'other'],
  ['fraud', 'suppress', 'fraud'],
  ['auth-failure', 'suppress', 'auth-failure'],
  ['virus', 'suppress', 'virus'],
  ['opt-out-of-everything', 'suppress', 'unknown-report'],
  [undefined, 'suppress', 'no-report'],
  ['not-spam', 'leave', 'not-spam'],
])('a complaint of the kind %s: %s, because %s', (complaintFeedbackType, decision, reason) => {
  expect(applyComplaint(complaint({ complaintFeedbackType }))).toEqual([
    { recipient: 'Jane@example.com', decision, reason },
  ]);
});

test.each(['OnAccountSuppressionList', 'OnTenantSuppressionList'])('%s is no new complaint', (complaintSubType) => {
  expect(applyComplaint(complaint({ complaintSubType, complaintFeedbackType: 'abuse' }))).toEqual([
    { recipient: 'Jane@example.com', decision: 'leave', reason: 'already-suppressed' },
  ]);
});

test('a complaint of nobody is no decision', () => {
  expect(applyComplaint(complaint({ complainedRecipients: [] }))).toEqual([]);
});
