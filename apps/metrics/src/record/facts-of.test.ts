import type { SesEvent } from '@sesame/events';
import { factId, recipientHash, toFactItem, type Fact } from '@sesame/ledger';
import fc from 'fast-check';
import twoOfThree from '../../events/bounce-of-two-of-three.json';
import secretLink from '../../events/click-of-a-link-with-a-secret.json';
import ofOthers from '../../events/send-that-sesame-did-not-make.json';
import { factsOf } from './facts-of';
import { eventOf, fixtureRecords } from './fixture-events.fixture';

const factsIn = (record: object) => factsOf(eventOf(record), 'own');
const ofRecipients = (...addresses: string[]) => addresses.map((address) => recipientHash('own', address));
const recipientsOf = (facts: readonly Fact[]) => facts.map(({ recipient }) => recipient);
const kilobyte = 1024;

test.each(fixtureRecords)(
  '%s becomes items of at most 1 KB, with nothing in them that a person wrote or is called',
  (_, record) => {
    const facts = factsIn(record);
    const text = JSON.stringify(facts.map((fact) => toFactItem(fact, 90)));
    expect(facts.length).toBeGreaterThan(0);
    for (const fact of facts) expect(bytesOf(toFactItem(fact, 90))).toBeLessThanOrEqual(kilobyte);
    expect(text).not.toMatch(/@|smtp;|Mozilla|192\.0\.2\.|198\.51\.|203\.0\.113\./);
    for (const secret of personalTextsIn(record)) expect(text).not.toContain(secret);
  },
);

test('of three recipients, the two that bounced are two facts of that bounce', () => {
  const facts = factsIn(twoOfThree);
  expect(recipientsOf(facts)).toEqual(ofRecipients('bad1@example.org', 'bad2@example.org'));
  expect(new Set(facts.map(factId)).size).toBe(2);
  expect(facts[0]).toMatchObject({
    connection: 'own',
    messageId: twoOfThree.mail.messageId,
    emailId: '01a202b2-c57b-7d1e-9c3a-5f0e6a7b8c9d',
    time: new Date(twoOfThree.bounce.timestamp),
    sentAt: new Date(twoOfThree.mail.timestamp),
    configurationSet: 'sesame-local-transactional',
    details: { type: 'bounce', bounceType: 'Permanent', bounceSubType: 'General', status: '5.1.1' },
  });
});

test('a bounce of nobody is a fact, and nobody is guessed', () => {
  const { bounce, ...rest } = twoOfThree;
  const ofNobody = { ...rest, bounce: { ...bounce, bouncedRecipients: [] } };
  const facts = factsIn({ ...ofNobody, mail: { ...rest.mail, destination: ['good@example.net'] } });
  expect(recipientsOf(facts)).toEqual([undefined]);
});

test('two spellings of one recipient are one fact, and status codes that differ speak for nobody', () => {
  const [first] = twoOfThree.bounce.bouncedRecipients;
  const bouncedRecipients = [first, { ...first, emailAddress: 'BAD1@Example.ORG', status: '4.2.2' }];
  const facts = factsIn({ ...twoOfThree, bounce: { ...twoOfThree.bounce, bouncedRecipients } });
  expect(recipientsOf(facts)).toEqual(ofRecipients('bad1@example.org'));
  expect(facts[0]?.details).not.toHaveProperty('status');
});

test('of a link that was followed stays where it leads, and a hash that tells it from others', () => {
  const facts = factsIn(secretLink);
  expect(facts[0]?.details).toMatchObject({ type: 'click', origin: 'https://shop.example.com' });
  expect(JSON.stringify(facts)).not.toMatch(/token|secret|reset/);
  const another = { ...secretLink, click: { ...secretLink.click, link: `${secretLink.click.link}&more` } };
  expect(factId(factsIn(another)[0] as Fact)).not.toBe(factId(facts[0] as Fact));
});

test.each([
  ['mailto:jane@example.com', undefined],
  ['javascript:alert(1)', undefined],
  ['no link', undefined],
  [`https://${'long.'.repeat(40)}example.com/`, undefined],
  ['https://jane:secret@shop.example.com:8443/a', 'https://shop.example.com:8443'],
])('the origin of %s is %s', (link, origin) => {
  const [fact] = factsIn({ ...secretLink, click: { ...secretLink.click, link } });
  expect(fact?.details).toMatchObject({ type: 'click', ...(origin !== undefined && { origin }) });
  if (origin === undefined) expect(fact?.details).not.toHaveProperty('origin');
});

test('an event that names no recipient is about the only one of its message, if it has one', () => {
  const { mail } = secretLink;
  const jane = ofRecipients('jane@example.com');
  const among = (destination: string[]) => recipientsOf(factsIn({ ...secretLink, mail: { ...mail, destination } }));
  expect(among(['jane@example.com'])).toEqual([...jane, ...jane]);
  expect(among(['jane@example.com', 'john@example.com'])).toEqual([undefined, undefined]);
});

test('an open and a click are also the first of their message, which counts when that was sent', () => {
  const [click, first, ...more] = factsIn(secretLink);
  expect(click).toMatchObject({ details: { type: 'click' }, time: new Date(secretLink.click.timestamp) });
  expect(first).toMatchObject({ details: { type: 'first-click' }, time: new Date(secretLink.mail.timestamp) });
  expect(more).toEqual([]);
  const later = { ...secretLink, click: { ...secretLink.click, timestamp: '2026-11-21T00:00:00.000Z' } };
  expect(factsIn(later).map(factId)).toEqual([expect.not.stringMatching(factId(click as Fact)), factId(first as Fact)]);
});

test('the sender’s tags and the template are told, without what SES and Sesame add', () => {
  const tags = { ...secretLink.mail.tags, 'sesame-template': ['welcome-3'], 'no tag': ['x'], long: ['y'.repeat(100)] };
  const [fact] = factsIn({ ...secretLink, mail: { ...secretLink.mail, tags } });
  expect(fact?.template).toBe('welcome-3');
  expect(fact?.tags).toEqual({ app: 'orders', long: 'y'.repeat(64), template: 'order-shipped-v3' });
  expect(factsIn(ofOthers)[0]).not.toHaveProperty('template');
});

test('recipients at the mailbox simulator are counted: of a send all of them, of a bounce whom it names', () => {
  const destination = ['success@simulator.amazonses.com', 'jane@example.com', 'bounce+7@Simulator.amazonses.com'];
  const [send] = factsIn({ ...ofOthers, mail: { ...ofOthers.mail, destination } });
  expect(send).toMatchObject({ simulatedRecipients: 2, details: { recipients: 3 } });
  const [, bounced] = twoOfThree.bounce.bouncedRecipients;
  const bouncedRecipients = [{ ...bounced, emailAddress: destination[2] }, bounced];
  const bounces = factsIn({ ...twoOfThree, bounce: { ...twoOfThree.bounce, bouncedRecipients } });
  expect(bounces.map(({ simulatedRecipients }) => simulatedRecipients)).toEqual([1, undefined]);
});

test.each([
  ['ep-subscription-optout', true],
  ['ep-subscription-topic-change', true],
])('%s is told as an opt-out: %s', (name, optOut) => {
  const [, record = {}] = fixtureRecords.find(([one]) => one === name) ?? [];
  expect(factsIn(record)[0]?.details).toEqual({ type: 'subscription', optOut });
});

test('mail that Sesame did not send is recorded without an id of ours, its recipients counted', () => {
  const [fact] = factsIn(ofOthers);
  expect(fact).not.toHaveProperty('emailId');
  expect(fact).toMatchObject({
    messageId: ofOthers.mail.messageId,
    details: { type: 'send', recipients: ofOthers.mail.destination.length },
  });
});

test('an event that SES added since is recorded, each time its record is another', () => {
  const moved = { eventType: 'Mailbox Moved', mail: twoOfThree.mail, move: { to: 'the moon' } };
  const [fact] = factsIn(moved);
  expect(fact?.details).toMatchObject({ type: 'other', eventType: 'Mailbox Moved' });
  expect(factId(factsIn(moved)[0] as Fact)).toBe(factId(fact as Fact));
  expect(factId(factsIn({ ...moved, move: { to: 'Mars' } })[0] as Fact)).not.toBe(factId(fact as Fact));
  expect(factsIn({ eventType: 'Mailbox Moved' })).toEqual([]);
});

test.each(['', 'x'.repeat(81), 'a#b', 'a b', 'ä'])('what is no id of SES is malformed: %j', (text) => {
  const event = eventOf(twoOfThree) as Extract<SesEvent, { type: 'bounce' }>;
  expect(() => factsOf({ ...event, mail: { ...event.mail, messageId: text } }, 'own')).toThrow(
    'Message.mail.messageId',
  );
  expect(() => factsOf({ ...event, bounce: { ...event.bounce, feedbackId: text } }, 'own')).toThrow(
    'Message.bounce.feedbackId',
  );
});

test('whatever the texts in an event, an item is at most 1 KB', () => {
  const text = fc.string({ unit: 'binary', maxLength: 150, size: 'max' });
  const id = fc.stringMatching(/^[A-Za-z0-9-]{80}$/);
  fc.assert(
    fc.property(
      text,
      text,
      text,
      id,
      id,
      fc.integer({ min: 1, max: 125 }),
      fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 8 }),
      fc.boolean(),
      (word, link, address, messageId, feedbackId, domainLabels, tagLengths, isOurs) => {
        const mail = { ...twoOfThree.mail, messageId, destination: [`${address}@simulator.amazonses.com`] };
        const tags = {
          ...(isOurs && mail.tags),
          'ses:configuration-set': [word],
          'ses:from-domain': [`${'a.'.repeat(domainLabels)}com`],
          'sesame-template': [word],
          ...Object.fromEntries(tagLengths.map((length, n) => [`${n}`.repeat(length), ['v'.repeat(length)]])),
        };
        const bouncedRecipients = [{ emailAddress: `x${address}`, status: word }];
        const bounce = { ...twoOfThree.bounce, feedbackId, bounceType: word, bounceSubType: word, bouncedRecipients };
        const events = [
          { ...twoOfThree, mail: { ...mail, tags }, bounce },
          { ...secretLink, mail: { ...mail, tags }, click: { ...secretLink.click, link } },
          { eventType: `x${word}`, mail: { ...mail, tags } },
        ];
        for (const fact of events.flatMap(factsIn)) {
          expect(bytesOf(toFactItem(fact, 90))).toBeLessThanOrEqual(kilobyte);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('the largest item there can be is at most 1 KB', () => {
  const word = 'w'.repeat(200);
  const mail = {
    ...twoOfThree.mail,
    messageId: 'm'.repeat(80),
    destination: ['a@simulator.amazonses.com'],
    tags: {
      'ses:configuration-set': [word],
      'ses:from-domain': [`${'d'.repeat(60)}.${'d'.repeat(35)}.com`],
      'sesame-template': [word],
      a: [word],
      ['b'.repeat(58)]: ['v'],
    },
  };
  const feedback = { feedbackId: 'f'.repeat(80), timestamp: twoOfThree.bounce.timestamp };
  const bouncedRecipients = [{ emailAddress: mail.destination[0], status: '5.999.999' }];
  const complainedRecipients = bouncedRecipients;
  const events = [
    { ...twoOfThree, mail, bounce: { ...feedback, bounceType: word, bounceSubType: word, bouncedRecipients } },
    {
      eventType: 'Complaint',
      mail,
      complaint: { ...feedback, complaintSubType: word, complaintFeedbackType: word, complainedRecipients },
    },
    { ...secretLink, mail, click: { ...secretLink.click, link: `https://${'long.'.repeat(16)}example.com/` } },
    { eventType: word, mail },
  ];
  for (const fact of events.flatMap(factsIn)) {
    expect(Object.keys(fact.tags ?? {})).toHaveLength(2);
    expect(bytesOf(toFactItem(fact, 90))).toBeLessThanOrEqual(kilobyte);
  }
});

/** The size of an item as DynamoDB counts it (AWS documentation: "DynamoDB item sizes and formats"). */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return 21;
  if (typeof value !== 'object' || value === null) return 1;
  const inner = Object.entries(value).reduce((sum, [name, one]) => sum + Buffer.byteLength(name) + bytesOf(one) + 1, 0);
  return inner + 3;
}

/** What stands in a record and must not stand in a fact. */
function personalTextsIn(record: object): string[] {
  const text = JSON.stringify(record);
  const found = [
    ...text.matchAll(
      /"(?:emailAddress|diagnosticCode|userAgent|ipAddress|link|subject|errorMessage|templateName|contactList)":"((?:[^"\\]|\\.)+)"/g,
    ),
  ];
  return found.map(([, value = '']) => value).filter((value) => value.length > 3);
}
