import fc from 'fast-check';
import { aFact, facts, someDetails } from './fact.fixture';
import { effectOf } from './effect-of';
import { lastEventOf } from './last-event-of';
import { timelineOf } from './timeline-of';

test('a timeline and its last event depend neither on the order nor on the number of arrivals', () => {
  const arrivals = facts.chain((some) =>
    fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }), fc.shuffledSubarray(some)),
  );
  fc.assert(
    fc.property(arrivals, ([some, shuffled, again]) => {
      // The same fact at two times is one fact, told at the earlier.
      expect(timelineOf([...again, ...shuffled])).toEqual(timelineOf(some));
      expect(lastEventOf([...again, ...shuffled])).toBe(lastEventOf(some));
    }),
  );
});

test('a timeline is in the order of time, and holds each fact once', () => {
  fc.assert(
    fc.property(facts, (some) => {
      const timeline = timelineOf(some);
      const times = timeline.map(({ time }) => time.getTime());
      expect(times).toEqual([...times].sort((one, other) => one - other));
      expect(new Set(timeline.map(({ id }) => id)).size).toBe(timeline.length);
    }),
  );
});

test.each([
  ['hardBounce', 'suppressed'],
  ['complaint', 'suppressed'],
  ['heldBounce', 'ignored: already suppressed'],
  ['heldComplaint', 'ignored: already suppressed'],
  ['notSpam', 'ignored: not spam'],
  ['softBounce', 'none'],
  ['delivery', 'none'],
] as const)('the effect of a %s: %s', (name, effect) => {
  expect(timelineOf([aFact({ details: someDetails[name] })])).toMatchObject([{ effect }]);
});

test.each(['EmailValidationSuppressed', 'UnsubscribedRecipient', 'Quantum'])(
  'a permanent bounce that does not speak of the address has no effect: %s',
  (bounceSubType) => expect(effectOf({ ...someDetails.hardBounce, bounceSubType })).toBe('none'),
);
