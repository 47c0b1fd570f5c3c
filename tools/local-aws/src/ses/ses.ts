import type { Clock } from '../clock';
import type { Authorize } from '../operation';
import type { Store } from '../store';
import { createAcceptEmail, type AcceptEmail } from './accept-email';
import { openAcceptedMails, type AcceptedMails } from './accepted-mail';
import type { AccountSettings } from './account-settings';
import { openConfigurationSets, type ConfigurationSets } from './configuration-sets';
import { createApplyEventDestination } from './event-destination';
import { openDroppedEvents, type DroppedEvent } from './events/dropped-events';
import type { Visitor } from './events/engagement-events';
import { createPublishEvent } from './events/event-publishing';
import { receptionAt as simulatedReceptionAt, type Reception } from './events/outcome';
import { createPublishAsSes, type Topics } from './events/topic-publishing';
import { openEmailTemplates, type EmailTemplates } from './email-templates';
import { openIdentities, type Identities, type VerificationStatus } from './identities';
import { mailSource } from './message/mail-source';
import { createReport, type Report } from './report';
import { createReportBounce, type ReportBounce } from './report-bounce';
import { createRequestRate, type RequestRate } from './request-rate';
import { createSendLimits, type SendLimits } from './send-limits';
import { openSuppressionList, type SuppressionList } from './suppression-list';
import { createTracking, type TrackingUrls } from './tracking/tracking';

/** One message that SES accepted, as the mail door lists it. */
export interface AcceptedMail {
  id: string;
  /** As the caller wrote it, display name included. */
  from: string;
  /** The whole envelope: To, Cc and Bcc, addresses only. */
  to: string[];
  /** Decoded. */
  subject: string;
  /** ISO 8601. */
  sentAt: string;
}

export type EventType =
  | 'SEND'
  | 'REJECT'
  | 'BOUNCE'
  | 'COMPLAINT'
  | 'DELIVERY'
  | 'OPEN'
  | 'CLICK'
  | 'RENDERING_FAILURE'
  | 'DELIVERY_DELAY'
  | 'SUBSCRIPTION';

export interface EventDestination {
  name: string;
  enabled: boolean;
  matchingEventTypes: EventType[];
  topicArn: string;
}

export interface ConfigurationSetSettings {
  sendingEnabled: boolean;
  /** Reasons for which SES's own suppression list holds in this set. */
  suppressedReasons: ('BOUNCE' | 'COMPLAINT')[];
}

/** SES of one account and region, kept in the store. */
export interface Ses {
  /** Creates or updates; applying again what was applied last changes nothing, so a set that was paused since stays paused. */
  applyConfigurationSet(name: string, settings: ConfigurationSetSettings): void;
  removeConfigurationSet(name: string): void;
  /** Creates or updates; when it is new or changed, publishes the plain-text setup message, judged by the topic's policy, and throws where SES would refuse. */
  applyEventDestination(configurationSetName: string, destination: EventDestination): void;
  removeEventDestination(configurationSetName: string, destinationName: string): void;
  /** Adds an identity as if its DNS records had been found (`SUCCESS`) or not yet (`PENDING`). A domain, or an address. */
  applyIdentity(name: string, verificationStatus: VerificationStatus): void;
  removeIdentity(name: string): void;
  /** Accepted mail, newest first; of one recipient if `to` is given (compared without regard to case). */
  mail(to?: string): AcceptedMail[];
  /** The message as it went out, message/rfc822; with `urls`, the pixel and the links that tell of opens and clicks lead there. */
  mailSource(messageId: string, urls?: TrackingUrls): Promise<string> | undefined;
  /** The pixel of a message was fetched; false if there is none. */
  opened(messageId: string, visitor: Visitor): boolean;
  /** A link of a message, counted from 1, was followed. Tells where it leads; undefined if there is no such link. */
  clicked(messageId: string, link: number, visitor: Visitor): string | undefined;
  /** Publishes what nothing here brings about by itself: a delay, a failure to render, a changed subscription. */
  readonly report: Report;
  /** Publishes a soft bounce of a message that SES accepted, as when the receiver sends it later on. */
  readonly reportBounce: ReportBounce;
  /** Events that could not be published, newest first: the topic is gone or its policy does not let SES publish. */
  droppedEvents(): DroppedEvent[];

  /** What the operations work on. */
  readonly clock: Clock;
  readonly account: AccountSettings;
  readonly identities: Identities;
  readonly configurationSets: ConfigurationSets;
  readonly suppressionList: SuppressionList;
  readonly emailTemplates: EmailTemplates;
  readonly requestRate: RequestRate;
  readonly limits: SendLimits;
  readonly mails: AcceptedMails;
  readonly accept: AcceptEmail;
}

export interface SesParts {
  store: Store;
  clock: Clock;
  /** Judges whether SES may publish to a topic. */
  authorize: Authorize;
  sns: Topics;
  /** Recipients a second that are accepted, and as GetAccount tells them. 50 unless set. */
  maxSendRate?: number;
  /** Recipients in 24 hours, likewise; -1 is no limit. 50,000 unless set. */
  max24HourSend?: number;
  /** Requests a second of each operation on the suppression list and on templates. 1, as SES has it, unless set. */
  requestsPerSecond?: number;
  /** What the receiving side does with mail for an address; the mailbox simulator's rules unless set. */
  receptionAt?: (address: string) => Reception;
}

const dayMs = 24 * 60 * 60 * 1000;

export function openSes(parts: SesParts): Ses {
  const { store, clock, authorize, sns, maxSendRate = 50, max24HourSend = 50_000 } = parts;
  const { receptionAt = simulatedReceptionAt, requestsPerSecond = 1 } = parts;
  const account: AccountSettings = { maxSendRate, max24HourSend, suppressedReasons: ['BOUNCE', 'COMPLAINT'] };
  const identities = openIdentities(store);
  const configurationSets = openConfigurationSets(store);
  const suppressionList = openSuppressionList(store);
  const mails = openAcceptedMails(store);
  const limits = createSendLimits(clock, account, mails.sentSince(clock.now() - dayMs));
  const droppedEvents = openDroppedEvents(store);
  const publishAsSes = createPublishAsSes(sns, authorize);
  const publishEvent = createPublishEvent({ clock, configurationSets, droppedEvents, publishAsSes });
  const tracking = createTracking({ clock, configurationSets, publishEvent });

  return {
    applyConfigurationSet: (name, settings) => configurationSets.apply(name, settings),
    removeConfigurationSet: (name) => configurationSets.remove(name),
    applyEventDestination: createApplyEventDestination({ store, configurationSets, publishAsSes }),
    removeEventDestination: (setName, name) => configurationSets.removeDestination(setName, name),
    applyIdentity: (name, verificationStatus) => identities.apply(name, verificationStatus),
    removeIdentity: (name) => identities.remove(name),
    mail: (to) => mails.list(to),
    mailSource(messageId, urls) {
      const email = mails.byId(messageId);
      return email && mailSource(urls ? tracking.tracked(email, urls) : email);
    },
    opened(messageId, visitor) {
      const email = mails.byId(messageId);
      return email !== undefined && store.transaction(() => tracking.opened(email, visitor));
    },
    clicked(messageId, link, visitor) {
      const email = mails.byId(messageId);
      return email && store.transaction(() => tracking.clicked(email, link, visitor));
    },
    report: createReport({ store, clock, mails, publishEvent }),
    reportBounce: createReportBounce({ store, clock, mails, publishEvent }),
    droppedEvents: () => droppedEvents.list(),
    clock,
    account,
    identities,
    configurationSets,
    suppressionList,
    emailTemplates: openEmailTemplates(store),
    requestRate: createRequestRate(clock, requestsPerSecond),
    limits,
    mails,
    accept: createAcceptEmail({
      store,
      clock,
      account,
      identities,
      configurationSets,
      suppressionList,
      mails,
      limits,
      publishEvent,
      receptionAt,
    }),
  };
}
