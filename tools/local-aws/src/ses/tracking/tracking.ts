import type { Clock } from '../../clock';
import type { ConfigurationSets } from '../configuration-sets';
import type { Visitor } from '../events/engagement-events';
import { clickEvent, openEvent } from '../events/engagement-events';
import type { PublishEvent } from '../events/event-publishing';
import { eventRecord, type EventPart } from '../events/event-record';
import type { AcceptedEmail } from '../message/accepted-email';
import type { EventType } from '../ses';
import { trackLinks, type TrackedLink } from './html-links';
import { withOpenPixel } from './open-pixel';

/** Where the server that hears of opens and clicks answers. Made anew for each reading, so that nothing stored holds a port. */
export interface TrackingUrls {
  open: (messageId: string) => string;
  click: (messageId: string, link: number) => string;
}

/** Opens and clicks of the HTML of a message, in a configuration set of which an event destination asks for them. */
export interface Tracking {
  /** The HTML as it goes out: with the pixel, and with links that lead here first. */
  tracked(email: AcceptedEmail, urls: TrackingUrls): AcceptedEmail;
  /** The pixel of the message was fetched; false if it has none. */
  opened(email: AcceptedEmail, visitor: Visitor): boolean;
  /** A link of the message, counted from 1, was followed. Tells where it leads; undefined if there is no such link. */
  clicked(email: AcceptedEmail, link: number, visitor: Visitor): string | undefined;
}

/** SES collects opens and clicks for 60 days (AWS documentation: "Amazon SES email sending metrics FAQs"). */
const collectedForMs = 60 * 24 * 3_600_000;

export function createTracking(parts: {
  clock: Clock;
  configurationSets: ConfigurationSets;
  publishEvent: PublishEvent;
}): Tracking {
  const { clock, configurationSets, publishEvent } = parts;
  const isAskedFor = (type: EventType, { configurationSetName: name }: AcceptedEmail) =>
    name !== undefined &&
    configurationSets
      .destinationsOf(name)
      .some(({ enabled, matchingEventTypes }) => enabled && matchingEventTypes.includes(type));
  const publish = (email: AcceptedEmail, part: EventPart, now: number) => {
    if (email.configurationSetName === undefined || now - email.acceptedAt > collectedForMs) return;
    publishEvent(email.configurationSetName, eventRecord(part, email, true));
  };
  const linksOf = (email: AcceptedEmail): TrackedLink[] =>
    isAskedFor('CLICK', email) ? trackLinks(email.html ?? '', () => '').links : [];

  return {
    tracked(email, urls) {
      const { html, messageId } = email;
      if (html === undefined) return email;
      const linked = isAskedFor('CLICK', email) ? trackLinks(html, (link) => urls.click(messageId, link)).html : html;
      return { ...email, html: isAskedFor('OPEN', email) ? withOpenPixel(linked, urls.open(messageId)) : linked };
    },
    opened(email, visitor) {
      if (email.html === undefined || !isAskedFor('OPEN', email)) return false;
      const now = clock.now();
      publish(email, openEvent(visitor, now), now);
      return true;
    },
    clicked(email, number, visitor) {
      const link = linksOf(email)[number - 1];
      if (!link) return undefined;
      const now = clock.now();
      publish(email, clickEvent(link, visitor, now), now);
      return link.url;
    },
  };
}
