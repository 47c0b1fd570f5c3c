import type { AcceptedEmail } from '../message/accepted-email';
import type { EventType } from '../ses';
import type { BounceEvent } from './bounce-event';
import type { ComplaintEvent } from './complaint-event';
import type { DeliveryDelayEvent } from './delivery-delay-event';
import type { DeliveryEvent } from './delivery-event';
import type { ClickEvent, OpenEvent } from './engagement-events';
import { briefMailObject, type BriefMailObject, mailObject, type MailObject } from './mail-object';
import type { RejectEvent } from './reject-event';
import type { RenderingFailureEvent } from './rendering-failure-event';
import type { SubscriptionEvent } from './subscription-event';

/** What an event record is about: its name, its own part, and how far the message had come. */
export type EventPart =
  | SendEvent
  | DeliveryEvent
  | BounceEvent
  | ComplaintEvent
  | RejectEvent
  | OpenEvent
  | ClickEvent
  | RenderingFailureEvent
  | DeliveryDelayEvent
  | SubscriptionEvent;

export interface SendEvent {
  eventType: 'Send';
  send: Record<string, never>;
}

/** One record of event publishing (AWS documentation: "Contents of event data that Amazon SES publishes to Amazon SNS"). */
export type EventRecord = EventPart & { mail: MailObject | BriefMailObject };

/** The names under which event destinations ask for the events. */
export const matchingEventType = {
  Send: 'SEND',
  Delivery: 'DELIVERY',
  Bounce: 'BOUNCE',
  Complaint: 'COMPLAINT',
  Reject: 'REJECT',
  Open: 'OPEN',
  Click: 'CLICK',
  'Rendering Failure': 'RENDERING_FAILURE',
  DeliveryDelay: 'DELIVERY_DELAY',
  Subscription: 'SUBSCRIPTION',
} as const satisfies Record<EventPart['eventType'], EventType>;

/**
 * `handedOver`: whether a server of SES has spoken to the receiver, which shows in the tags of the mail. What the mail
 * object leaves out for some types is as in AWS's samples of them.
 */
export function eventRecord(part: EventPart, email: AcceptedEmail, handedOver: boolean): EventRecord {
  switch (part.eventType) {
    case 'Rendering Failure':
    case 'DeliveryDelay':
      return { ...part, mail: briefMailObject(email) };
    case 'Open':
    case 'Click': {
      const { sourceArn: _, ...mail } = mailObject(email, handedOver);
      return { ...part, mail };
    }
    default:
      return { ...part, mail: mailObject(email, handedOver) };
  }
}
