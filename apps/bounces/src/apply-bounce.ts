import type { Bounce } from '@sesame/events';
import type { ReasonCode } from '@sesame/suppression';
import { enhancedStatus } from './enhanced-status';
import { isAutomaticReply } from './is-automatic-reply';

/** What is done about a recipient that bounced, and why. */
export type BounceVerdict =
  | { decision: 'suppress' | 'count'; reason: ReasonCode }
  | {
      decision: 'leave';
      reason:
        | 'automatic-reply'
        | 'message-too-large'
        | 'content-rejected'
        | 'attachment-rejected'
        | 'took-too-long'
        | 'already-suppressed'
        | 'judged-invalid'
        | 'unsubscribed'
        | 'unknown-subtype'
        | 'unknown-type';
    };

/** `status` is the enhanced status code, such as `5.1.1`, where the bounce has one. */
export type BounceDecision = BounceVerdict & { recipient: string; status?: string };

type Recipient = Bounce['bouncedRecipients'][number];

/**
 * Decides for each recipient that bounced, and for nobody else the message went to, whether it belongs on the suppression
 * list.
 *
 * A permanent bounce of a kind that speaks of the address puts it there:
 * - SES bounces mail to an address that is on its own list, too (`On…SuppressionList`). That says nothing new, and taking
 *   it up would bring back an address that a person removed from ours.
 * - SES may judge an address without trying it, and an opt-out is no bad address: neither speaks for every sender.
 *
 * A bounce that may pass, or that SES could not classify, counts: several of them, over some days, suppress. What speaks of
 * the message (its size, its content, the time it was given) or is an automatic reply does not count.
 *
 * A type or subtype that is not known yet waits for a person: an address suppressed wrongly gets no mail, silently.
 */
export function applyBounce({ bounceType, bounceSubType, bouncedRecipients }: Bounce): BounceDecision[] {
  return bouncedRecipients.map((recipient) => {
    const status = enhancedStatus(recipient.status);
    const verdict = verdictOn(bounceType, bounceSubType, recipient);
    return { recipient: recipient.emailAddress, ...verdict, ...(status !== undefined && { status }) };
  });
}

function verdictOn(bounceType: string, bounceSubType: string, recipient: Recipient): BounceVerdict {
  switch (bounceType) {
    case 'Permanent':
      return verdictOnPermanent(bounceSubType);
    case 'Transient':
      return verdictOnTransient(bounceSubType, recipient);
    case 'Undetermined':
      return bounceSubType === 'Undetermined'
        ? { decision: 'count', reason: 'undetermined' }
        : { decision: 'leave', reason: 'unknown-subtype' };
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

function verdictOnTransient(bounceSubType: string, recipient: Recipient): BounceVerdict {
  switch (bounceSubType) {
    case 'General':
      return isAutomaticReply(recipient)
        ? { decision: 'leave', reason: 'automatic-reply' }
        : { decision: 'count', reason: 'temporary-failure' };
    case 'MailboxFull':
      return { decision: 'count', reason: 'mailbox-full' };
    case 'MessageTooLarge':
      return { decision: 'leave', reason: 'message-too-large' };
    case 'ContentRejected':
      return { decision: 'leave', reason: 'content-rejected' };
    case 'AttachmentRejected':
      return { decision: 'leave', reason: 'attachment-rejected' };
    case 'CustomTimeoutExceeded':
      return { decision: 'leave', reason: 'took-too-long' };
    default:
      return { decision: 'leave', reason: 'unknown-subtype' };
  }
}
