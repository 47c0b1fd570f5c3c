import fc from 'fast-check';
import { aFact, facts, someDetails } from './fact.fixture';
import { factId } from './fact-id';
import { fromFactItem, idOfSortKey, toFactItem } from './fact-item';

test('a fact comes back from its item as it was, of our mail and of mail of others', () => {
  fc.assert(
    fc.property(facts, fc.boolean(), (some, isOurs) => {
      for (const fact of some) {
        const told = isOurs ? fact : { ...fact, emailId: undefined };
        expect(fromFactItem(toFactItem(told, 90))).toEqual(told);
      }
    }),
  );
});

test('a fact stands in the minute it happened in, in one of four shards, and in the timeline of its e-mail', () => {
  const item = toFactItem(aFact(), 90);
  expect(item).toMatchObject({
    pk: expect.stringMatching(/^own#2026-11-22T12:00#[0-3]$/),
    sk: `delivery#${factId(aFact())}`,
    timeline_pk: 'own#01936f9e-2c00-7000-8000-0000000000ab',
    timeline_sk: `2026-11-22T12:00:01.500Z#${item.sk}`,
    expires: Date.parse('2027-02-20T12:00:00Z') / 1000,
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

test('the facts of a busy minute are spread over all shards', () => {
  const keys = Array.from({ length: 200 }, (_, n) => toFactItem(aFact({ messageId: `m-${n}` }), 90).pk);
  expect(new Set(keys).size).toBe(4);
});

test('an item of somebody else is no fact', () => {
  const { details: _, ...rest } = toFactItem(aFact({ details: someDetails.open }), 90);
  expect(() => fromFactItem(rest)).toThrow();
});
