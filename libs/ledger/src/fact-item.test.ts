import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { bucketOf, isOpen } from './bucket';
import { aFact, facts, someDetails } from './fact.fixture';
import { factId } from './fact-id';
import { fromFactItem, idOfSortKey, toFactItem } from './fact-item';

test('a fact comes back from its item as it was, of our mail and of mail of others', () => {
  fc.assert(
    fc.property(facts, fc.boolean(), (some, isOurs) => {
      for (const fact of some) {
        const {
          details: { type },
          sentAt,
        } = fact;
        const isFirst = type === 'first-open' || type === 'first-click';
        const told = { ...fact, ...(!isOurs && { emailId: undefined }), ...(isFirst && { time: sentAt }) };
        expect(fromFactItem(toFactItem(told, 90))).toEqual(told);
      }
    }),
  );
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'a tag may be called %s, and come back from DynamoDB',
  (name) => {
    const fact = aFact({ tags: Object.fromEntries([[name, name]]) });
    const item = unmarshall(marshall(toFactItem(fact, 90), { removeUndefinedValues: true }));
    expect(Object.entries(fromFactItem(item).tags ?? {})).toEqual([[name, name]]);
  },
);

test('a fact stands in the minute it happened in, in one of four shards, and in the timeline of its e-mail', () => {
  const item = toFactItem(aFact(), 90);
  expect(item).toMatchObject({
    pk: expect.stringMatching(/^own#2026-11-22T12:00#[0-3]$/),
    sk: `delivery#${factId(aFact())}`,
    timeline_pk: 'own#01936f9e-2c00-7000-8000-0000000000ab',
    timeline_sk: `2026-11-22T12:00:01.500Z#${item.sk}`,
    expires: Date.parse('2027-02-20T12:00:01Z') / 1000,
  });
  expect(idOfSortKey(item.sk)).toBe(factId(aFact()));
});

test('an unsubscribe is one of its e-mail and recipient, in the minute its message was sent, whenever it is made', () => {
  const unsubscribe = aFact({ details: someDetails.unsubscribe, time: new Date('2026-11-24T08:00:00.000Z') });
  const again = { ...unsubscribe, time: new Date('2026-11-25T09:00:00.000Z'), messageId: 'known later' };
  const [one, other] = [toFactItem(unsubscribe, 90), toFactItem(again, 90)];
  expect(one.pk).toMatch(/^own#2026-11-22T12:00#[0-3]$/);
  expect({ pk: other.pk, sk: other.sk }).toEqual({ pk: one.pk, sk: one.sk });
  expect(fromFactItem(other)).toEqual(again);
});

test('mail of others has its timeline under the id SES gave it', () => {
  const { messageId } = aFact();
  expect(toFactItem(aFact({ emailId: undefined }), 90)).toMatchObject({ timeline_pk: `own#${messageId}` });
});

test('what came before this version, without tags and the like, is read as it was', () => {
  const { template: _, tags: __, simulatedRecipients: ___, ...old } = aFact({ details: { type: 'subscription' } });
  expect(fromFactItem(toFactItem(old, 90))).toEqual(old);
});

test.each([
  ['an hour before its message was sent', -3_600_000, '2026-11-22T12:00'],
  ['a month later', 30 * 24 * 3_600_000, '2026-12-22T12:00'],
  ['in a hundred years', 36_525 * 24 * 3_600_000, '2027-11-23T12:00'],
])('what is said to have happened %s counts when it is believed to, and is kept from then', (_, afterMs, minute) => {
  const { sentAt } = aFact();
  const item = toFactItem(aFact({ time: new Date(sentAt.getTime() + afterMs) }), 90);
  expect(item.pk.slice(0, -2)).toBe(`own#${minute}`);
  expect(item.expires).toBe(Date.parse(`${minute}Z`) / 1000 + 90 * 24 * 3600);
});

test.each(['firstOpen', 'firstClick', 'unsubscribe'] as const)(
  'what a message has once counts when it was sent: %s',
  (name) => {
    const item = toFactItem(aFact({ details: someDetails[name], time: new Date('2026-12-01T00:00:00Z') }), 90);
    expect(item.pk).toMatch(/^own#2026-11-22T12:00#/);
    expect('timeline_pk' in item).toBe(name === 'unsubscribe');
  },
);

test('every fact of a bucket is there for as long as the bucket may be counted', () => {
  fc.assert(
    fc.property(
      facts,
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 0, max: 500 * 24 * 60 }),
      (some, days, after) => {
        for (const fact of some) {
          const now = new Date(fact.sentAt.getTime() + after * 60_000);
          const { expires } = toFactItem(fact, days);
          if (isOpen(bucketOf(fact), now, days)) expect(expires * 1000).toBeGreaterThan(now.getTime());
        }
      },
    ),
  );
});

test.each([
  [90, 180],
  [120, 90],
  [365, 3650],
])(
  'a bucket that is open has all its facts, also those that were recorded when %i days were kept and not %i',
  (before, now) => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: (before + 30) * 24 * 60 }), (some, after) => {
        for (const fact of some) {
          const time = new Date(fact.sentAt.getTime() + after * 60_000);
          const { expires } = toFactItem(fact, before);
          if (isOpen(bucketOf(fact), time, now)) expect(expires * 1000).toBeGreaterThan(time.getTime());
        }
      }),
    );
  },
);

test('the facts of a busy minute are spread over all shards', () => {
  const keys = Array.from({ length: 200 }, (_, n) => toFactItem(aFact({ messageId: `m-${n}` }), 90).pk);
  expect(new Set(keys).size).toBe(4);
});

test('an item of somebody else is no fact', () => {
  const { details: _, ...rest } = toFactItem(aFact({ details: someDetails.open }), 90);
  expect(() => fromFactItem(rest)).toThrow();
});
