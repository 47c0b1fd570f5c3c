import { dice as diceOf, type Dice } from './dice';
import { generateMail } from './generate-mail';
import type { Mix } from './mix';
import type { SesEventRecord, SesMail } from './ses-event-record';
import { bounceOf, complaintOf, softBounceOf } from './feedback';

export interface EventsWanted {
  /** A whole number; the same one makes the same events. */
  seed: number;
  /** Exactly so many, no two of which tell the same. */
  events: number;
  /** Messages are sent from here on, and nothing happens later than `to`, but by clocks that are wrong. */
  from: Date;
  to: Date;
  mix: Mix;
}

const second = 1_000;
const minute = 60 * second;
const quarterOfAnHour = 15 * minute;

/** What SES tells about mail, in the order in which it happened. All events of a type are there as soon as there are many. */
export function generateEvents({ seed, events, from, to, mix }: EventsWanted): SesEventRecord[] {
  const dice = diceOf(seed);
  const told: { at: number; record: SesEventRecord }[] = [];
  const length = to.getTime() - from.getTime();
  while (told.length < events) {
    const sentAt = from.getTime() + Math.floor(dice.fraction() * length);
    const mail = generateMail(dice, mix, sentAt);
    for (const one of lifeOf(mail, sentAt, dice, mix))
      if (one.at <= to.getTime() && told.length < events) told.push(one);
  }
  return told.sort((one, other) => one.at - other.at).map(({ record }) => record);
}

type Told = { at: number; record: SesEventRecord };

function lifeOf(mail: SesMail, sentAt: number, dice: Dice, mix: Mix): Told[] {
  const tell = (at: number, eventType: string, said: Record<string, unknown>): Told => ({
    at,
    record: { eventType, mail, ...said },
  });
  /** By the clock of whoever reports it. */
  const clock = (at: number) =>
    new Date(dice.chance(mix.skewedClock) ? at + dice.whole(2 * quarterOfAnHour) - quarterOfAnHour : at).toISOString();

  if (dice.chance(mix.renderingFailed)) {
    const failure = { templateName: 'of-ses', errorMessage: "Attribute 'name' is not present in the rendering data." };
    return [tell(sentAt + dice.whole(second), 'Rendering Failure', { failure })];
  }
  const life = [tell(sentAt + dice.whole(second), 'Send', { send: {} })];
  if (dice.chance(mix.rejected)) {
    return [...life, tell(sentAt + dice.whole(5 * second), 'Reject', { reject: { reason: 'Bad content' } })];
  }
  const delivered = mail.destination.flatMap((recipient) => {
    let at = sentAt + 200 + dice.whole(5 * second);
    if (dice.chance(mix.delayed)) {
      const delayedAt = at + dice.whole(10 * minute);
      const deliveryDelay = delayOf(recipient, dice, clock(delayedAt));
      life.push(tell(delayedAt, 'DeliveryDelay', { deliveryDelay }));
      at = delayedAt + dice.whole(10 * minute);
    }
    const bounce = dice.chance(mix.hardBounce)
      ? bounceOf(recipient, dice, at, clock(at))
      : dice.chance(mix.softBounce)
        ? softBounceOf(recipient, dice, at, clock(at))
        : undefined;
    if (bounce) {
      life.push(tell(at, 'Bounce', { bounce }));
      return [];
    }
    life.push(tell(at, 'Delivery', { delivery: deliveryOf(recipient, at - sentAt, clock(at)) }));
    return [{ recipient, at }];
  });
  for (const { recipient, at } of delivered) {
    const complainedAt = at + minute + dice.whole(30 * minute);
    if (dice.chance(mix.complaint)) {
      const complaint = complaintOf(recipient, dice, complainedAt, clock(complainedAt));
      life.push(tell(complainedAt, 'Complaint', { complaint }));
    }
    if (dice.chance(mix.subscription)) {
      const subscribedAt = at + minute + dice.whole(20 * minute);
      life.push(tell(subscribedAt, 'Subscription', { subscription: subscriptionOf(dice, clock(subscribedAt)) }));
    }
  }
  const [first] = delivered;
  const isTracked = mail.tags['ses:configuration-set']?.[0]?.endsWith('marketing');
  return first && isTracked ? [...life, ...readingOf(first.at)] : life;

  function readingOf(deliveredAt: number): Told[] {
    if (!dice.chance(mix.opened)) return [];
    const opens = dice.oneOf([
      [7, 1],
      [2, 2],
      [1, 3],
    ] as const);
    return Array.from({ length: opens }, () => deliveredAt + 30 * second + dice.whole(30 * minute)).flatMap(
      (openedAt) => {
        const open = { ...reader, timestamp: new Date(openedAt).toISOString() };
        const opened = tell(openedAt, 'Open', { open });
        if (!dice.chance(mix.clicked)) return [opened];
        const clickedAt = openedAt + second + dice.whole(minute);
        const link = `https://shop.example.com/offers/${dice.whole(40)}?utm_source=mail`;
        const click = { ...reader, timestamp: new Date(clickedAt).toISOString(), link, linkTags: null };
        return [opened, tell(clickedAt, 'Click', { click })];
      },
    );
  }
}

const reader = {
  ipAddress: '203.0.113.55',
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 10_3_3 like Mac OS X) AppleWebKit/603.3.8 (KHTML, like Gecko) Mobile/14G60',
};

function deliveryOf(recipient: string, processingTimeMillis: number, timestamp: string) {
  return {
    timestamp,
    processingTimeMillis,
    recipients: [recipient],
    smtpResponse: '250 2.6.0 Message received',
    remoteMtaIp: '203.0.113.7',
    reportingMTA: 'a8-70.smtp-out.amazonses.com',
  };
}

function delayOf(recipient: string, dice: Dice, timestamp: string) {
  const delayType = dice.oneOf([
    [3, 'TransientCommunicationFailure'],
    [2, 'MailboxFull'],
    [1, 'SpamDetected'],
    [1, 'General'],
  ] as const);
  const delayedRecipients = [{ emailAddress: recipient, status: '4.4.1', diagnosticCode: 'smtp; 421 4.4.1 try again' }];
  return { timestamp, delayType, expirationTime: timestamp, delayedRecipients };
}

function subscriptionOf(dice: Dice, timestamp: string) {
  const leaves = dice.chance(0.7);
  const preferences = (unsubscribeAll: boolean) => ({
    unsubscribeAll,
    topicSubscriptionStatus: [{ topicName: 'offers', subscriptionStatus: unsubscribeAll ? 'OptOut' : 'OptIn' }],
  });
  return {
    contactList: 'newsletter',
    timestamp,
    source: 'UnsubscribeHeader',
    newTopicPreferences: preferences(leaves),
    oldTopicPreferences: preferences(!leaves),
  };
}
