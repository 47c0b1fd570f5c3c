import fc from 'fast-check';
import { markOfFact } from './fact-mark';
import type { Fact } from './suppression-fact';
import { merge, stateOfRemoval, type SuppressionState } from './suppression-state';
import { decideResubscribe, decideUnsubscribe, subscriptionOf } from './unsubscribe-decision';

const now = new Date('2026-11-22T10:00:00.000Z');
const at = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const [first, second] = ['01936f9e-2c00-7000-8000-000000000001', '01936f9e-2c00-7000-8000-000000000002'];
const unsubscribed = (emailId: string, time: Date): SuppressionState => ({
  manual: markOfFact({
    time,
    feedbackId: '',
    sourceId: emailId,
    reason: { code: 'unsubscribed' },
    address: 'a@example.net',
  }),
});

test('who is not on the list is unsubscribed from now on, after a removal even where that lies in the future', () => {
  expect(decideUnsubscribe({}, { emailId: first, now })).toEqual({ decision: 'add', reason: 'subscribed', at: now });
  const removed = stateOfRemoval(at(50));
  expect(decideUnsubscribe(removed, { emailId: first, now })).toMatchObject({ decision: 'add', at: at(51) });
});

test('the first unsubscribe stays, by the same e-mail and by another', () => {
  const state = unsubscribed(first, at(-9));
  const subscription = { status: 'unsubscribed', by: 'this-email', since: at(-9) };
  expect(decideUnsubscribe(state, { emailId: first, now })).toMatchObject({ decision: 'keep', subscription });
  expect(decideUnsubscribe(state, { emailId: second, now })).toMatchObject({
    decision: 'keep',
    subscription: { ...subscription, by: 'another-email' },
  });
});

test('only the e-mail that unsubscribed takes it back', () => {
  const state = unsubscribed(first, at(9));
  expect(decideResubscribe(state, { emailId: second, now })).toMatchObject({ decision: 'keep' });
  const decision = decideResubscribe(state, { emailId: first, now });
  expect(decision).toMatchObject({ decision: 'remove', at: at(10) });
  expect(subscriptionOf(merge(state, stateOfRemoval(at(10))), first)).toEqual({ status: 'subscribed' });
});

test.each<Fact['origin']>(['bounce', 'complaint'])('a %s beside it is not taken back with it', (origin) => {
  const state = { ...unsubscribed(first, now), [origin]: markOfFact({ time: now, feedbackId: 'f', address: 'a@b.c' }) };
  expect(subscriptionOf(state, first)).toEqual({ status: 'suppressed' });
  expect(decideResubscribe(state, { emailId: first, now })).toMatchObject({ decision: 'keep' });
});

test('unsubscribes and removals in any order, in any number, end in the same state', () => {
  const facts = fc.array(
    fc.tuple(fc.constantFrom(first, second, 'removal'), fc.integer({ min: 0, max: 5 })).map(([kind, time]) => {
      return kind === 'removal' ? stateOfRemoval(at(time)) : unsubscribed(kind, at(time));
    }),
  );
  const merged = (states: SuppressionState[]) => states.reduce((one, other) => merge(one, other), {});
  fc.assert(
    fc.property(facts, fc.infiniteStream(fc.nat()), (states, order) => {
      const shuffled = [...states, ...states]
        .map((state) => ({ state, place: order.next().value }))
        .sort((one, other) => one.place - other.place)
        .map(({ state }) => state);
      expect(merged(shuffled)).toEqual(merged(states));
    }),
  );
});
