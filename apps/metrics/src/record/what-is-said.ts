import type { Click, SesEvent, Subscription } from '@sesame/events';
import { shortHash, type FactDetails } from '@sesame/ledger';
import { idIn, originIn, statusIn, wordIn } from './plain-texts';

/** What an event says: of when and of whom, where it says that, and what. */
export type Said = { time?: Date; recipients?: readonly string[]; details: FactDetails };

/**
 * What of an event is kept: nothing that a person wrote, and nothing that tells who somebody is. So there are no diagnostic
 * texts (they hold addresses), no IP addresses and user agents, no link beyond its origin, and no names of templates or
 * contact lists.
 * @throws MalformedEventError when an id is none of SES's
 */
export function whatIsSaid(event: SesEvent): Said {
  switch (event.type) {
    case 'send':
      return { details: { type: 'send', recipients: event.mail.destination.length } };
    case 'delivery': {
      const { timestamp, recipients } = event.delivery;
      return { time: timestamp, recipients, details: { type: 'delivery' } };
    }
    case 'bounce':
      return saidInBounce(event);
    case 'complaint':
      return saidInComplaint(event);
    case 'delivery-delay': {
      const { timestamp, delayType, delayedRecipients } = event.deliveryDelay;
      const recipients = delayedRecipients.map(({ emailAddress }) => emailAddress);
      return { time: timestamp, recipients, details: { type: 'delivery-delay', delayType: wordIn(delayType) ?? '' } };
    }
    case 'open':
      return { time: event.open.timestamp, details: { type: 'open' } };
    case 'click':
      return { time: event.click.timestamp, details: clickDetails(event.click) };
    case 'subscription':
      return {
        time: event.subscription.timestamp,
        details: { type: 'subscription', optOut: isOptOut(event.subscription) },
      };
    case 'reject':
    case 'rendering-failure':
      return { details: { type: event.type } };
    case 'other': {
      const record = shortHash('record', JSON.stringify(event.record));
      return { details: { type: 'other', eventType: wordIn(event.eventType) ?? '', record } };
    }
  }
}

function saidInBounce({ bounce }: Extract<SesEvent, { type: 'bounce' }>): Said {
  const { timestamp, feedbackId, bounceType, bounceSubType, bouncedRecipients } = bounce;
  // Recipients of one record bounced for one cause; where their codes differ, none speaks for all of them.
  const [status, ...others] = new Set(bouncedRecipients.map((recipient) => statusIn(recipient.status)));
  return {
    time: timestamp,
    recipients: bouncedRecipients.map(({ emailAddress }) => emailAddress),
    details: {
      type: 'bounce',
      feedbackId: idIn('Message.bounce.feedbackId', feedbackId),
      bounceType: wordIn(bounceType) ?? '',
      bounceSubType: wordIn(bounceSubType) ?? '',
      ...(status !== undefined && others.length === 0 && { status }),
    },
  };
}

function saidInComplaint({ complaint }: Extract<SesEvent, { type: 'complaint' }>): Said {
  const complaintSubType = wordIn(complaint.complaintSubType);
  const complaintFeedbackType = wordIn(complaint.complaintFeedbackType);
  return {
    time: complaint.timestamp,
    recipients: complaint.complainedRecipients.map(({ emailAddress }) => emailAddress),
    details: {
      type: 'complaint',
      feedbackId: idIn('Message.complaint.feedbackId', complaint.feedbackId),
      ...(complaintSubType !== undefined && { complaintSubType }),
      ...(complaintFeedbackType !== undefined && { complaintFeedbackType }),
    },
  };
}

function clickDetails({ link }: Click): FactDetails {
  const origin = originIn(link);
  return { type: 'click', link: shortHash('link', link), ...(origin !== undefined && { origin }) };
}

/** Whether the recipient gets less than before: nothing at all, or a topic less. */
function isOptOut({ newTopicPreferences: next, oldTopicPreferences: old }: Subscription): boolean {
  if (next?.unsubscribeAll === true) return old?.unsubscribeAll !== true;
  const before = new Map(
    old?.topicSubscriptionStatus?.map(({ topicName, subscriptionStatus }) => [topicName, subscriptionStatus]),
  );
  return (next?.topicSubscriptionStatus ?? []).some(
    ({ topicName, subscriptionStatus }) => subscriptionStatus === 'OptOut' && before.get(topicName) !== 'OptOut',
  );
}
