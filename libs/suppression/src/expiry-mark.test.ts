import fc from 'fast-check';
import { lasting, splitExpiry, unexpired, withExpiry } from './expiry-mark';
import { factOfMark, markOfFact } from './fact-mark';
import { origins } from './suppression-fact';
import { merge, shown, type SuppressionState } from './suppression-state';

const time = new Date('2026-11-22T10:00:00.000Z');
const at = (milliseconds: number) => new Date(time.getTime() + milliseconds);
const wish = (expiresAt?: Date, said = time) =>
  withExpiry(markOfFact({ time: said, feedbackId: '', address: 'Jane@example.com' }), expiresAt);
const bounce = markOfFact({ time, feedbackId: 'feedback', address: 'Jane@example.com' });

const anyTime = fc.integer({ min: 0, max: 6 }).map(at);
const anyState: fc.Arbitrary<SuppressionState> = fc
  .array(
    fc.oneof(
      fc.record({ manual: fc.tuple(fc.option(anyTime, { nil: undefined }), anyTime).map((parts) => wish(...parts)) }),
      fc.record({ removed: anyTime.map((removed) => removed.toISOString()) }),
      fc
        .tuple(fc.constantFrom(...origins), anyTime)
        .map(([origin, said]) => ({ [origin]: markOfFact({ time: said, feedbackId: 'f', address: 'a@b.example' }) })),
    ),
    { maxLength: 5 },
  )
  .map((states) => states.reduce<SuppressionState>(merge, {}));

test('an end survives being written, whatever the address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.option(anyTime, { nil: undefined }), (address, expiresAt) => {
      const mark = markOfFact({ time, feedbackId: '', address });
      expect(splitExpiry(withExpiry(mark, expiresAt))).toEqual({ mark, ...(expiresAt && { expiresAt }) });
      expect(factOfMark(withExpiry(mark, expiresAt)).address).toBe(address.toWellFormed());
    }),
  );
});

test('a wish suppresses until its very end and not at it', () => {
  const state = { manual: wish(at(5)) };
  expect(shown(unexpired(state, at(4)))).toMatchObject({ origin: 'manual', expiresAt: at(5) });
  expect(shown(unexpired(state, at(5)))).toBeUndefined();
});

test('an end shortens neither a bounce nor a complaint', () => {
  const state = { bounce, manual: wish(at(5)) };
  expect(shown(unexpired(state, at(9)))).toMatchObject({ origin: 'bounce' });
  expect(shown(unexpired(state, at(4)))).not.toHaveProperty('expiresAt');
});

test('wishes with and without an end, removals and feedback merge to the same list in any order', () => {
  fc.assert(
    fc.property(anyState, anyState, anyState, anyTime, (a, b, c, now) => {
      expect(merge(merge(a, b), c)).toEqual(merge(c, merge(b, a)));
      expect(merge(merge(a, b), a)).toEqual(merge(a, b));
      expect(shown(unexpired(merge(a, b), now))).toEqual(shown(unexpired(merge(b, a), now)));
    }),
  );
});

test('what has expired never comes back, and what lasts is there at any time', () => {
  fc.assert(
    fc.property(anyState, anyTime, (state, now) => {
      if (shown(unexpired(state, now)) === undefined) expect(shown(unexpired(state, at(100)))).toBeUndefined();
      expect(shown(unexpired(state, at(100)))).toEqual(shown(lasting(state)));
    }),
  );
});
