import type { AcceptedEmail } from '../message/accepted-email';
import type { EventType } from '../ses';
import type { BounceEvent } from './bounce-event';
import type { ComplaintEvent } from './complaint-event';
import type { DeliveryEvent } from './delivery-event';
import { mailObject, type MailObject } from './mail-object';

/** What an event record is about: its name, its own part, and how far the message had come. */
export type EventPart = SendEvent | DeliveryEvent | BounceEvent | ComplaintEvent;

export interface SendEvent {
  eventType: 'Send';
  send: Record<string, never>;
}

/** One record of event publishing (AWS documentation: "Contents of event data that Amazon SES publishes to Amazon SNS"). */
export type EventRecord = EventPart & { mail: MailObject };

/** The names under which event destinations ask for the events that are emulated. */
export const matchingEventType = {
  Send: 'SEND',
  Delivery: 'DELIVERY',
  Bounce: 'BOUNCE',
  Complaint: 'COMPLAINT',
} as const satisfies Record<EventPart['eventType'], EventType>;

/** `handedOver`: whether a server of SES has spoken to the receiver, which shows in the tags of the mail. */
export function eventRecord(part: EventPart, email: AcceptedEmail, handedOver: boolean): EventRecord {
  return { ...part, mail: mailObject(email, handedOver) };
}
