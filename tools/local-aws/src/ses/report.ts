import type { Clock } from '../clock';
import type { Store } from '../store';
import type { AcceptedMails } from './accepted-mail';
import { deliveryDelayEvent, type DelayType } from './events/delivery-delay-event';
import type { PublishEvent } from './events/event-publishing';
import { eventRecord, type EventPart, type EventRecord } from './events/event-record';
import { renderingFailureEvent } from './events/rendering-failure-event';
import { subscriptionEvent, type TopicPreferences } from './events/subscription-event';
import type { AcceptedEmail } from './message/accepted-email';
import { envelopeOf } from './message/email';

/** What became of a message, as a person says it. */
export type Reported =
  | { type: 'DeliveryDelay'; delayType: DelayType; recipients?: string[] | undefined }
  | { type: 'Rendering Failure'; templateName: string; errorMessage: string }
  | {
      type: 'Subscription';
      contactList: string;
      newTopicPreferences: TopicPreferences;
      oldTopicPreferences: TopicPreferences;
    };

/** Why nothing can be published, or what was. */
export type ReportOutcome =
  | { outcome: 'published'; record: EventRecord }
  | { outcome: 'no such message' | 'no configuration set' }
  | { outcome: 'no such recipient'; recipient: string };

/** Publishes an event about a message that SES took, to the destinations of its configuration set that ask for it. */
export type Report = (messageId: string, reported: Reported) => ReportOutcome;

export function createReport(parts: {
  store: Store;
  clock: Clock;
  mails: AcceptedMails;
  publishEvent: PublishEvent;
}): Report {
  const { store, clock, mails, publishEvent } = parts;
  return (messageId, reported) => {
    const email = mails.byId(messageId);
    if (!email) return { outcome: 'no such message' };
    const { configurationSetName } = email;
    if (configurationSetName === undefined) return { outcome: 'no configuration set' };
    const stranger = strangerIn(reported, email);
    if (stranger !== undefined) return { outcome: 'no such recipient', recipient: stranger };
    const handedOver = reported.type !== 'Rendering Failure';
    const record = eventRecord(eventPart(reported, email, clock.now()), email, handedOver);
    store.transaction(() => publishEvent(configurationSetName, record));
    return { outcome: 'published', record };
  };
}

function strangerIn(reported: Reported, email: AcceptedEmail): string | undefined {
  const named = reported.type === 'DeliveryDelay' ? (reported.recipients ?? []) : [];
  const known = envelopeOf(email);
  return named.find((recipient) => !known.includes(recipient));
}

function eventPart(reported: Reported, email: AcceptedEmail, now: number): EventPart {
  switch (reported.type) {
    case 'DeliveryDelay':
      return deliveryDelayEvent(reported.delayType, reported.recipients ?? envelopeOf(email), email.acceptedAt, now);
    case 'Rendering Failure':
      return renderingFailureEvent(reported.templateName, reported.errorMessage);
    case 'Subscription':
      return subscriptionEvent(reported, now);
  }
}
