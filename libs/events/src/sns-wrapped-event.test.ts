import fc from 'fast-check';
import { MalformedEventError } from './malformed-event-error';
import { parseSnsWrappedEvent, type SnsWrappedEvent } from './sns-wrapped-event';

const topicArn = 'arn:aws:sns:us-east-1:000000000000:sesame-local-bounces';

const mail = {
  timestamp: '2026-11-20T09:15:02.012Z',
  source: 'Example Shop <shop@example.com>',
  messageId: '0102019a86ef3e57-fc04e813-cd6c-34b5-e06e-0045427ed332-000000',
  destination: ['Jane@example.com', 'john@example.com'],
  headersTruncated: 'false',
  tags: { 'ses:configuration-set': ['orders'], 'sesame-email-id': ['01a202b2-c57b-7fff-bfff-ffffffffffff'] },
};
const bounceEvent = {
  eventType: 'Bounce',
  mail,
  bounce: {
    feedbackId: '0102019a9f19d992-975bfd25-1cd8-da8d-53d2-95643c696b23-000000',
    bounceType: 'Permanent',
    bounceSubType: 'NoEmail',
    bouncedRecipients: [{ emailAddress: 'Jane@example.com', status: '5.1.1', action: null }],
    timestamp: '2018-10-08T14:05:45 +0000',
  },
};
const complaintEvent = {
  eventType: 'Complaint',
  mail,
  complaint: {
    feedbackId: '0102019a67efe9d5-5da266be-46f3-360d-3cdd-ac9312e8ca4a-000000',
    complainedRecipients: [{ emailAddress: 'Jane@example.com' }],
    timestamp: '2026-11-20T12:00:05.000Z',
    complaintSubType: null,
    complaintFeedbackType: 'abuse',
    arrivalDate: '2009-12-03T04:24:21.000-05:00',
  },
};

function bodyOf(message: unknown, envelope: object = {}): string {
  const Message = typeof message === 'string' ? message : `${JSON.stringify(message)}\n`;
  return JSON.stringify({ Type: 'Notification', MessageId: 'm', TopicArn: topicArn, Message, ...envelope });
}
const parse = (body: string): SnsWrappedEvent => parseSnsWrappedEvent(body, { topicArn });

test('a bounce is read out of its envelope, its time and its tags ready to use', () => {
  const parsed = parse(bodyOf(bounceEvent));
  expect(parsed).toMatchObject({
    kind: 'event',
    event: {
      type: 'bounce',
      bounce: {
        bounceType: 'Permanent',
        bounceSubType: 'NoEmail',
        bouncedRecipients: [{ emailAddress: 'Jane@example.com', status: '5.1.1', action: undefined }],
        timestamp: new Date('2018-10-08T14:05:45Z'),
      },
      mail: { messageId: mail.messageId, destination: mail.destination, headersTruncated: false },
    },
  });
  const tags = parsed.kind === 'event' && parsed.event.type === 'bounce' ? parsed.event.mail.tags : undefined;
  expect(tags?.get('sesame-email-id')).toEqual(['01a202b2-c57b-7fff-bfff-ffffffffffff']);
});

test('a complaint is read, with or without a feedback report', () => {
  expect(parse(bodyOf(complaintEvent))).toMatchObject({
    event: {
      type: 'complaint',
      complaint: { complaintFeedbackType: 'abuse', arrivalDate: new Date('2009-12-03T09:24:21Z') },
    },
  });
  const { feedbackId, complainedRecipients, timestamp } = complaintEvent.complaint;
  const withoutReport = { ...complaintEvent, complaint: { feedbackId, complainedRecipients, timestamp } };
  expect(parse(bodyOf(withoutReport))).toMatchObject({ event: { type: 'complaint' } });
});

test('an empty list of bounced recipients is a bounce of nobody', () => {
  const empty = { ...bounceEvent, bounce: { ...bounceEvent.bounce, bouncedRecipients: [] } };
  expect(parse(bodyOf(empty))).toMatchObject({ event: { bounce: { bouncedRecipients: [] } } });
});

test('fields, subtypes and event types that are not known yet do no harm', () => {
  const { headersTruncated, tags, ...oldMail } = mail;
  const future = {
    ...bounceEvent,
    mail: { ...oldMail, orbit: { planets: 8 }, headers: 'many', commonHeaders: 7 },
    bounce: { ...bounceEvent.bounce, bounceSubType: 'Quantum', reportingMTA: 5 },
  };
  expect(headersTruncated && tags).toBeTruthy();
  expect(parse(bodyOf(future))).toMatchObject({
    event: {
      bounce: { bounceSubType: 'Quantum', reportingMTA: undefined },
      mail: { headers: undefined, tags: new Map(), orbit: { planets: 8 } },
    },
  });
  const added = { eventType: 'Mailbox Moved', mail, move: { to: 'the moon' } };
  expect(parse(bodyOf(added))).toMatchObject({
    kind: 'event',
    event: { type: 'other', eventType: 'Mailbox Moved', mail: { messageId: mail.messageId }, record: added },
  });
  expect(parse(bodyOf({ eventType: 'Mailbox Moved' }))).toMatchObject({ event: { type: 'other', mail: undefined } });
});

test("SES's word that the topic is set up is no event", () => {
  const text = 'Successfully validated SNS topic for Amazon SES event publishing.';
  expect(parse(bodyOf(text))).toEqual({ kind: 'setup' });
  expect(parse(bodyOf(`${text}\n`))).toEqual({ kind: 'setup' });
});

test('names of the object prototype are names like any other', () => {
  const message = JSON.stringify(bounceEvent)
    .replace('"tags":{', '"tags":{"__proto__":["a"],"constructor":["b"],')
    .replace('"bounce":{', '"bounce":{"__proto__":{"bounceType":"Transient"},');
  const parsed = parse(bodyOf(message));
  const event = parsed.kind === 'event' && parsed.event.type === 'bounce' ? parsed.event : undefined;
  expect(event?.bounce.bounceType).toBe('Permanent');
  expect(event?.mail.tags.get('constructor')).toEqual(['b']);
  expect(event?.mail.tags.get('toString')).toBeUndefined();
  expect(Object.getPrototypeOf(event?.bounce)).toBe(Object.prototype);
});

test('NUL characters and lone surrogates survive', () => {
  const odd = 'ja\u0000ne\ud800@example.com';
  const message = { ...bounceEvent, bounce: { ...bounceEvent.bounce, bouncedRecipients: [{ emailAddress: odd }] } };
  expect(parse(bodyOf(message))).toMatchObject({ event: { bounce: { bouncedRecipients: [{ emailAddress: odd }] } } });
});

const withBounce = (change: object) => bodyOf({ ...bounceEvent, bounce: { ...bounceEvent.bounce, ...change } });
const withMail = (change: object) => bodyOf({ ...bounceEvent, mail: { ...mail, ...change } });

test.each([
  ['body', 'Jane@example.com'],
  ['body', '[]'],
  ['body', 'null'],
  ['body.Message', JSON.stringify({ Type: 'Notification', TopicArn: topicArn })],
  ['body.Type', bodyOf(bounceEvent, { Type: 'SubscriptionConfirmation' })],
  ['body.TopicArn', bodyOf(bounceEvent, { TopicArn: `${topicArn}x` })],
  ['body.TopicArn', JSON.stringify(bounceEvent).replace('{', '{"Type":"Notification","Message":"",')],
  ['Message', bodyOf('Jane@example.com')],
  ['Message', bodyOf(JSON.stringify(bounceEvent).slice(0, -40))],
  ['Message', bodyOf('['.repeat(100_000))],
  ['Message', bodyOf(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
  ['Message.eventType', bodyOf({ ...bounceEvent, eventType: undefined, notificationType: 'Bounce' })],
  ['Message.bounce', bodyOf({ eventType: 'Bounce', mail })],
  ['Message.mail', bodyOf({ ...bounceEvent, mail: 'Jane@example.com' })],
  ['Message.complaint', bodyOf({ ...bounceEvent, eventType: 'Complaint' })],
  ['Message.mail.messageId', withMail({ messageId: '' })],
  ['Message.mail.timestamp', withMail({ timestamp: 'Jane@example.com' })],
  ['Message.mail.destination[1]', withMail({ destination: ['Jane@example.com', 5] })],
  ['Message.bounce.bounceType', withBounce({ bounceType: 5 })],
  ['Message.bounce.feedbackId', withBounce({ feedbackId: '' })],
  ['Message.bounce.timestamp', withBounce({ timestamp: 1_795_166_104_150 })],
  ['Message.bounce.bouncedRecipients', withBounce({ bouncedRecipients: 'Jane@example.com' })],
  [
    'Message.bounce.bouncedRecipients[0].emailAddress',
    withBounce({ bouncedRecipients: [{ email: 'Jane@example.com' }] }),
  ],
])('what is malformed says where: %s', (where, body) => {
  const error = errorOf(body);
  expect(error?.where).toBe(where);
  expect(error?.message.startsWith(`${where} `)).toBe(true);
  expect(describe(error)).not.toMatch(/jane/i);
});

test('the reason of a malformed event is kept', () => {
  expect(errorOf('{"Jane@example.com"')?.cause).toMatchObject({
    name: 'SyntaxError',
    message: 'Not JSON at position 19',
  });
  expect(errorOf(withBounce({ bounceType: 5 }))?.cause).toHaveProperty('issues');
});

test('whatever is broken in an event, it is read or refused as malformed, and no address is told', () => {
  const junk = fc.constantFrom<unknown>(null, 5, '', 'Jane@example.com', [], {}, [null], [{}], true, undefined);
  fc.assert(
    fc.property(
      fc.constantFrom(bounceEvent, complaintEvent),
      fc.infiniteStream(fc.nat()),
      junk,
      (event, picks, value) => {
        const broken: unknown = structuredClone(event);
        breakSomewhere(broken, picks, value);
        const error = errorOf(bodyOf(broken));
        if (error) expect(describe(error)).not.toMatch(/jane/i);
      },
    ),
    { numRuns: 500 },
  );
});

/** The error of a malformed body; anything else that is thrown is thrown on. */
function errorOf(body: string): MalformedEventError | undefined {
  try {
    parse(body);
    return undefined;
  } catch (error) {
    if (error instanceof MalformedEventError) return error;
    throw error;
  }
}

function describe(error: MalformedEventError | undefined): string {
  return `${String(error)} ${String(error?.cause)} ${JSON.stringify(error?.cause)}`;
}

function breakSomewhere(target: unknown, picks: Iterator<number>, value: unknown): void {
  if (typeof target !== 'object' || target === null) return;
  const keys = Object.keys(target);
  const key = keys[pick(picks) % keys.length];
  if (key === undefined) return;
  const child: unknown = Reflect.get(target, key);
  const isInner = typeof child === 'object' && child !== null && Object.keys(child).length > 0;
  if (isInner && pick(picks) % 3 !== 0) breakSomewhere(child, picks, value);
  else Reflect.set(target, key, value);
}

function pick(picks: Iterator<number>): number {
  const next = picks.next();
  return next.done === true ? 0 : next.value;
}
