import fc from 'fast-check';
import { factOfMark, markOfFact } from './fact-mark';
import { reasonCodes, type Reason } from './reason';
import { origins, type Fact } from './suppression-fact';
import {
  additionTime,
  merge,
  removalTime,
  shown,
  stateOfFact,
  stateOfRemoval,
  type SuppressionState,
} from './suppression-state';

const fact: Fact = {
  connection: 'own',
  scope: 'all',
  address: 'Jane@example.com',
  origin: 'bounce',
  time: new Date('2026-11-20T09:15:03.669Z'),
  feedbackId: '0102019a-feedback',
  sourceId: '01a202b2-c57b-7fff-bfff-ffffffffffff',
};
const later = (milliseconds: number) => new Date(fact.time.getTime() + milliseconds);
const merged = (...states: SuppressionState[]) => states.reduce(merge, {});

const anyReason: fc.Arbitrary<Reason> = fc.record(
  { code: fc.constantFrom(...reasonCodes), status: fc.constantFrom('5.1.1', '4.2.2', '5.1.10') },
  { requiredKeys: ['code'] },
);
const anyTime = fc.integer({ min: 0, max: 6 }).map(later);
const anyFact: fc.Arbitrary<Fact> = fc.record(
  {
    connection: fc.constant('own'),
    scope: fc.constant('all' as const),
    address: fc.oneof(fc.constantFrom('Jane@example.com', 'jane@example.com'), fc.string({ unit: 'binary' })),
    origin: fc.constantFrom(...origins),
    time: anyTime,
    feedbackId: fc.oneof(fc.constantFrom('a', 'b'), fc.string({ unit: 'binary' })),
    sourceId: fc.uuid(),
    reason: anyReason,
  },
  { requiredKeys: ['connection', 'scope', 'address', 'origin', 'time', 'feedbackId'] },
);
const anyStatement = fc.oneof(anyFact.map(stateOfFact), anyTime.map(stateOfRemoval));
const anyState = fc.array(anyStatement, { maxLength: 6 }).map((statements) => merged(...statements));

test('merging is commutative, associative and idempotent', () => {
  fc.assert(
    fc.property(anyState, anyState, anyState, (a, b, c) => {
      expect(merge(a, b)).toEqual(merge(b, a));
      expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
      expect(merge(a, a)).toEqual(a);
      expect(merge(merge(a, b), b)).toEqual(merge(a, b));
    }),
  );
});

test('facts and removals in any order, with any of them repeated, end in the same state', () => {
  const shuffled = fc
    .array(anyStatement, { maxLength: 8 })
    .chain((statements) =>
      fc.tuple(
        fc.constant(statements),
        fc.shuffledSubarray([...statements, ...statements], { minLength: statements.length * 2 }),
      ),
    );
  fc.assert(
    fc.property(shuffled, ([statements, repeated]) => {
      expect(merged(...repeated)).toEqual(merged(...statements));
    }),
  );
});

test('a fact survives being written as a mark, but for lone surrogates', () => {
  fc.assert(
    fc.property(anyFact, (fact) => {
      const { address, time, feedbackId, sourceId, reason } = fact;
      expect(factOfMark(markOfFact(fact))).toEqual({
        address: address.toWellFormed(),
        time,
        feedbackId: feedbackId.toWellFormed(),
        ...(sourceId && { sourceId }),
        ...(reason && { reason }),
      });
    }),
  );
});

test('marks order by time, then by feedback id, and are ASCII', () => {
  const mark = markOfFact({ ...fact, address: 'zoë@example.com' });
  expect(mark).toBe(
    '2026-11-20T09:15:03.669Z#0102019a-feedback#01a202b2-c57b-7fff-bfff-ffffffffffff#zo%C3%AB@example.com',
  );
  expect(markOfFact({ ...fact, time: later(1), feedbackId: '' }) > mark).toBe(true);
  expect(markOfFact({ ...fact, feedbackId: '0102019b' }) > mark).toBe(true);
});

test('a reason stands before the address; a mark from before there were reasons, or with one of a later version, has none', () => {
  const mark = markOfFact({ ...fact, reason: { code: 'no-email', status: '5.1.1' } });
  expect(mark).toMatch(/#\[no-email:5\.1\.1\]#Jane@example\.com$/);
  expect(factOfMark(mark.replace('#[no-email:5.1.1]', ''))).toMatchObject({ address: 'Jane@example.com' });
  expect(factOfMark(mark.replace('no-email', 'struck-by-lightning'))).toEqual({
    time: fact.time,
    feedbackId: fact.feedbackId,
    sourceId: fact.sourceId,
    address: 'Jane@example.com',
  });
});

test('a time that would not sort is refused', () => {
  expect(() => markOfFact({ ...fact, time: new Date('+010000-01-01T00:00:00Z') })).toThrow(RangeError);
  expect(() => markOfFact({ ...fact, time: new Date(Number.NaN) })).toThrow(RangeError);
});

test('the newest bounce is shown as it was spelled, with the e-mail it came from', () => {
  const newer = { ...fact, address: 'JANE@example.com', time: later(5), feedbackId: 'newer' };
  expect(shown(merged(stateOfFact(newer), stateOfFact(fact)))).toEqual({
    email: 'JANE@example.com',
    origin: 'bounce',
    createdAt: later(5),
    feedbackId: 'newer',
    sourceId: fact.sourceId,
  });
});

test('a complaint outweighs a newer bounce, and a bounce a newer wish', () => {
  const complaint = stateOfFact({ ...fact, origin: 'complaint' });
  const bounce = stateOfFact({ ...fact, time: later(1) });
  const manual = stateOfFact({ ...fact, origin: 'manual', time: later(2) });
  expect(shown(merged(manual, bounce, complaint))?.origin).toBe('complaint');
  expect(shown(merged(manual, bounce))?.origin).toBe('bounce');
  expect(shown(manual)?.origin).toBe('manual');
});

test('a removal outlives every fact that was known, told by whatever clock, and not a newer one', () => {
  fc.assert(
    fc.property(anyState, anyTime, anyFact, (state, now, next) => {
      const removed = merge(state, stateOfRemoval(removalTime(state, now)));
      expect(shown(removed)).toBeUndefined();
      expect(shown(merge(removed, state))).toBeUndefined();
      const time = new Date(Date.parse(removed.removed ?? '') + 1);
      expect(shown(merge(removed, stateOfFact({ ...next, time })))?.origin).toBe(next.origin);
    }),
  );
});

test('what a person adds counts at once, even where the last removal lies in the future', () => {
  fc.assert(
    fc.property(anyState, anyTime, (state, now) => {
      const wish = stateOfFact({ ...fact, origin: 'manual', time: additionTime(state, now) });
      expect(shown(merge(state, wish))).toBeDefined();
    }),
  );
});

test('a fact of the very millisecond of a removal does not count', () => {
  expect(shown(merged(stateOfFact(fact), stateOfRemoval(fact.time)))).toBeUndefined();
});
