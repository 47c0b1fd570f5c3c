import type { FactDetails, TimelineEntry } from '@sesame/ledger';

/** An event as `GET /emails/{id}/events` shows it; `addresses` has the e-mail's recipients by their hashes. */
export function eventAnswer(
  { id, time, recipient = '', effect, details }: TimelineEntry,
  addresses: ReadonlyMap<string, string>,
) {
  const address = addresses.get(recipient);
  return {
    object: 'email_event' as const,
    id,
    type: details.type.replaceAll('-', '_'),
    ...(address !== undefined && { recipient: address }),
    occurred_at: time.toISOString(),
    ...detailsAnswer(details),
    effect,
  };
}

function detailsAnswer(details: FactDetails): object {
  switch (details.type) {
    case 'send':
      return { recipients: details.recipients };
    case 'bounce': {
      const { bounceType, bounceSubType, status = null, feedbackId } = details;
      return { bounce: { type: bounceType, sub_type: bounceSubType, status, feedback_id: feedbackId } };
    }
    case 'complaint': {
      const { complaintFeedbackType = null, complaintSubType = null, feedbackId } = details;
      return {
        complaint: { feedback_type: complaintFeedbackType, sub_type: complaintSubType, feedback_id: feedbackId },
      };
    }
    case 'delivery-delay':
      return { delay: { type: details.delayType } };
    case 'click':
      return { click: { origin: details.origin ?? null } };
    case 'other':
      return { event_type: details.eventType };
    default:
      return {};
  }
}
