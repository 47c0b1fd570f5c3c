import type { Bounce } from '@sesame/events';

/** What is done about a recipient that bounced, and why. */
export type BounceVerdict =
  | { decision: 'suppress'; reason: 'general' | 'no-email' | 'suppressed-by-ses' }
  | {
      decision: 'leave';
      reason:
        | 'transient'
        | 'undetermined'
        | 'already-suppressed'
        | 'judged-invalid'
        | 'unsubscribed'
        | 'unknown-subtype'
        | 'unknown-type';
    };

export type BounceDecision = BounceVerdict & { recipient: string };

/**
 * Decides for each recipient that bounced, and for nobody else the message went to, whether it belongs on the suppression
 * list. Only a permanent bounce of a kind that speaks of the address puts it there:
 * - SES bounces mail to an address that is on its own list, too (`On…SuppressionList`). That says nothing new, and taking
 *   it up would bring back an address that a person removed from ours.
 * - SES may judge an address without trying it, and an opt-out is no bad address: neither speaks for every sender.
 * - A subtype that is not known yet waits for a person: an address suppressed wrongly gets no mail, silently.
 */
export function applyBounce({ bounceType, bounceSubType, bouncedRecipients }: Bounce): BounceDecision[] {
  const verdict = verdictOn(bounceType, bounceSubType);
  return bouncedRecipients.map(({ emailAddress }) => ({ recipient: emailAddress, ...verdict }));
}

function verdictOn(bounceType: string, bounceSubType: string): BounceVerdict {
  switch (bounceType) {
    case 'Permanent':
      return verdictOnPermanent(bounceSubType);
    case 'Transient':
      return { decision: 'leave', reason: 'transient' };
    case 'Undetermined':
      return { decision: 'leave', reason: 'undetermined' };
    default:
      return { decision: 'leave', reason: 'unknown-type' };
  }
}

function verdictOnPermanent(bounceSubType: string): BounceVerdict {
  switch (bounceSubType) {
    case 'General':
      return { decision: 'suppress', reason: 'general' };
    case 'NoEmail':
      return { decision: 'suppress', reason: 'no-email' };
    case 'Suppressed':
      return { decision: 'suppress', reason: 'suppressed-by-ses' };
    case 'OnAccountSuppressionList':
    case 'OnTenantSuppressionList':
      return { decision: 'leave', reason: 'already-suppressed' };
    case 'EmailValidationSuppressed':
      return { decision: 'leave', reason: 'judged-invalid' };
    case 'UnsubscribedRecipient':
      return { decision: 'leave', reason: 'unsubscribed' };
    default:
      return { decision: 'leave', reason: 'unknown-subtype' };
  }
}
