import type { Complaint } from '@sesame/events';

/** What is done about a recipient who may have complained, and why. */
export type ComplaintVerdict =
  | {
      decision: 'suppress';
      reason: 'abuse' | 'auth-failure' | 'fraud' | 'other' | 'virus' | 'unknown-report' | 'no-report';
    }
  | { decision: 'leave'; reason: 'not-spam' | 'already-suppressed' };

export type ComplaintDecision = ComplaintVerdict & { recipient: string };

/**
 * Decides for each recipient who may have complained, and for nobody else the message went to, whether it belongs on the
 * suppression list. A complaint puts it there, with two exceptions:
 * - `not-spam` is the opposite of a complaint: the recipient took the message out of the spam folder.
 * - SES reports a complaint for mail to an address that is on its own list, too (`On…SuppressionList`). That says nothing
 *   new, and taking it up would bring back an address that a person removed from ours.
 *
 * `fraud`, `virus` and `auth-failure` may speak of the message rather than of the recipient's wish. They suppress all the
 * same: the mailbox reported us, SES itself takes every complaint onto its own list, and an address that is suppressed
 * wrongly is seen and removed by a person, while mail after a complaint costs the reputation of everything we send.
 */
export function applyComplaint(complaint: Complaint): ComplaintDecision[] {
  const verdict = verdictOn(complaint);
  return complaint.complainedRecipients.map(({ emailAddress }) => ({ recipient: emailAddress, ...verdict }));
}

function verdictOn({ complaintSubType, complaintFeedbackType }: Complaint): ComplaintVerdict {
  if (complaintSubType === 'OnAccountSuppressionList' || complaintSubType === 'OnTenantSuppressionList') {
    return { decision: 'leave', reason: 'already-suppressed' };
  }
  switch (complaintFeedbackType) {
    case 'not-spam':
      return { decision: 'leave', reason: 'not-spam' };
    case 'abuse':
    case 'auth-failure':
    case 'fraud':
    case 'other':
    case 'virus':
      return { decision: 'suppress', reason: complaintFeedbackType };
    case undefined:
      return { decision: 'suppress', reason: 'no-report' };
    default:
      return { decision: 'suppress', reason: 'unknown-report' };
  }
}
