import type { Clock } from '../clock';
import type { Store } from '../store';
import type { AcceptedMails } from './accepted-mail';
import type { BounceEvent } from './events/bounce-event';
import type { PublishEvent } from './events/event-publishing';
import { eventRecord, type EventRecord } from './events/event-record';
import { envelopeOf } from './message/email';
import { messageId } from './message/message-id';

/** A soft bounce that some receiver sends, as SES classifies it; it puts nobody on SES's own suppression list. */
export interface ReportedBounce {
  messageId: string;
  bounceType: 'Transient' | 'Undetermined';
  bounceSubType: string;
  /** The enhanced status code of its delivery status notification; an automatic reply comes without one. */
  status?: string;
  /** Of those the message went to; all of them unless given. */
  recipients?: string[];
}

export type BounceReport =
  | { outcome: 'published'; record: EventRecord }
  | { outcome: 'no such message' | 'no configuration set' }
  | { outcome: 'no such recipient'; recipient: string };

/** Publishes a soft bounce of a message that SES accepted, as when the receiver's server sends it later on. */
export type ReportBounce = (bounce: ReportedBounce) => BounceReport;

export function createReportBounce(parts: {
  store: Store;
  clock: Clock;
  mails: AcceptedMails;
  publishEvent: PublishEvent;
}): ReportBounce {
  const { store, clock, mails, publishEvent } = parts;
  return (bounce) => {
    const email = mails.byId(bounce.messageId);
    if (!email) return { outcome: 'no such message' };
    const { configurationSetName } = email;
    if (configurationSetName === undefined) return { outcome: 'no configuration set' };
    const sentTo = envelopeOf(email);
    const { recipients = sentTo } = bounce;
    const stranger = recipients.find((recipient) => !sentTo.includes(recipient));
    if (stranger !== undefined) return { outcome: 'no such recipient', recipient: stranger };
    return store.transaction(() => {
      const record = eventRecord(bounceOf({ ...bounce, recipients }, clock.now()), email, true);
      publishEvent(configurationSetName, record);
      return { outcome: 'published', record };
    });
  };
}

function bounceOf(bounce: ReportedBounce & { recipients: string[] }, now: number): BounceEvent {
  const { bounceType, bounceSubType, status, recipients } = bounce;
  const notification = status !== undefined && { action: 'failed', status, diagnosticCode: `smtp; ${status}` };
  return {
    eventType: 'Bounce',
    bounce: {
      feedbackId: messageId(now),
      bounceType,
      bounceSubType,
      bouncedRecipients: recipients.map((emailAddress) => ({ emailAddress, ...notification })),
      timestamp: new Date(now).toISOString(),
      ...(notification && { reportingMTA: 'dsn; mta.example.net' }),
    },
  };
}
