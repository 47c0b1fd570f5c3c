import type { Clock } from '../clock';
import { bounceEvent } from './events/bounce-event';
import { complaintEvent } from './events/complaint-event';
import { deliveryEvent } from './events/delivery-event';
import type { PublishEvent } from './events/event-publishing';
import { eventRecord, type EventPart } from './events/event-record';
import { rejectEvent } from './events/reject-event';
import { isHandedOver, newlySuppressed, outcomesOf, type Outcome, type Reception } from './events/outcome';
import type { AcceptedEmail } from './message/accepted-email';
import { envelopeOf } from './message/email';
import { messageId } from './message/message-id';
import { hasVirus } from './message/virus';
import type { SuppressionList, SuppressionReason } from './suppression-list';

export interface HandOverParts {
  clock: Clock;
  suppressionList: SuppressionList;
  publishEvent: PublishEvent;
  receptionAt: (address: string) => Reception;
}

/**
 * Hands an accepted e-mail to its receivers, but for those whom the suppression list holds back for one of
 * `suppressedReasons`; publishes what comes of it, and lets the list learn from it. What has a virus is rejected after SES
 * took it (observed), and handed to nobody. Joins the running transaction.
 */
export function handOver(email: AcceptedEmail, suppressedReasons: SuppressionReason[], parts: HandOverParts): void {
  const { clock, suppressionList, publishEvent, receptionAt } = parts;
  const publish = (part: EventPart, handedOver: boolean) => {
    if (email.configurationSetName === undefined) return;
    publishEvent(email.configurationSetName, eventRecord(part, email, handedOver));
  };
  const heldBy = (address: string) => suppressionList.holdingBack(address, suppressedReasons)?.reason;

  publish({ eventType: 'Send', send: {} }, false);
  if (hasVirus(email)) return publish(rejectEvent, false);
  for (const outcome of outcomesOf(envelopeOf(email), heldBy, receptionAt)) {
    const now = clock.now();
    const feedbackId = messageId(now);
    publish(eventPart(outcome, email, feedbackId, now), isHandedOver(outcome));
    const listed = newlySuppressed(outcome);
    if (!listed || !suppressedReasons.includes(listed.reason)) continue;
    for (const emailAddress of listed.addresses) {
      const entry = { emailAddress, reason: listed.reason, lastUpdateTime: now };
      suppressionList.put({ ...entry, messageId: email.messageId, feedbackId });
    }
  }
}

function eventPart(outcome: Outcome, email: AcceptedEmail, feedbackId: string, now: number): EventPart {
  switch (outcome.kind) {
    case 'delivery':
      return deliveryEvent(outcome.recipient, email.acceptedAt, now);
    case 'bounce':
      return bounceEvent(outcome.cause, outcome.recipients, feedbackId, now);
    case 'complaint':
      return complaintEvent(outcome.recipient, outcome.held, feedbackId, now);
  }
}
