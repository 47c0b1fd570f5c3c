import fc from 'fast-check';
import { batchOutcome } from './batch-outcome';
import type { InvocationResult } from './lambda';

const batch = ['m1', 'm2', 'm3'];
const answered = (payload: string): InvocationResult => ({ outcome: 'answered', payload });
const failures = (...items: unknown[]) => JSON.stringify({ batchItemFailures: items });
const partial = { reportBatchItemFailures: true };

describe('with ReportBatchItemFailures', () => {
  test.each([
    ['nothing at all', ''],
    ['null', 'null'],
    ['an empty string', '""'],
    ['an empty list', '[]'],
    ['an empty object', '{}'],
    ['an object without the list', '{"foo":1}'],
    ['an empty list of failures', '{"batchItemFailures":[]}'],
    ['null for the list of failures', '{"batchItemFailures":null}'],
  ])('%s means that all messages are handled', (_, payload) => {
    expect(batchOutcome(answered(payload), batch, partial)).toEqual({ handled: batch });
  });

  test.each([
    ['one failure', failures({ itemIdentifier: 'm2' }), ['m1', 'm3']],
    ['a failure listed twice', failures({ itemIdentifier: 'm2' }, { itemIdentifier: 'm2' }), ['m1', 'm3']],
    ['every message', failures(...batch.map((itemIdentifier) => ({ itemIdentifier }))), []],
    ['a failure with members beside', failures({ itemIdentifier: 'm1', reason: 'x' }), ['m2', 'm3']],
  ])('%s brings back only those listed', (_, payload, handled) => {
    expect(batchOutcome(answered(payload), batch, partial)).toEqual({
      handled,
      problem: expect.any(String) as unknown,
    });
  });

  test.each([
    ['a misspelt key in an item', failures({ foo: 'm1' })],
    ['a misspelt key with null in an item', failures({ foo: null })],
    ['an empty itemIdentifier', failures({ itemIdentifier: '' })],
    ['null as itemIdentifier', failures({ itemIdentifier: null })],
    ['a number as itemIdentifier', failures({ itemIdentifier: 1 })],
    ['an itemIdentifier of no message in the batch', failures({ itemIdentifier: 'm9' })],
    ['one good and one unknown itemIdentifier', failures({ itemIdentifier: 'm1' }, { itemIdentifier: 'm9' })],
    ['a string in place of an item', failures('m1')],
    ['an object in place of the list', '{"batchItemFailures":{"itemIdentifier":"m1"}}'],
    ['text that is not JSON', 'nonsense'],
    ['a string', '"done"'],
    ['a number', '0'],
    ['false', 'false'],
    ['a list', '[1]'],
  ])('%s brings back the whole batch', (_, payload) => {
    expect(batchOutcome(answered(payload), batch, partial)).toEqual({
      handled: [],
      problem: expect.any(String) as unknown,
    });
  });
});

test('a function that failed has handled nothing, with the setting and without', () => {
  for (const reportBatchItemFailures of [true, false]) {
    expect(batchOutcome({ outcome: 'failed', payload: '{}' }, batch, { reportBatchItemFailures }).handled).toEqual([]);
  }
});

test('without the setting any answer deletes all, a list of failures too', () => {
  for (const payload of [failures({ itemIdentifier: 'm1' }), '"done"', '{}']) {
    expect(batchOutcome(answered(payload), batch, { reportBatchItemFailures: false })).toEqual({ handled: batch });
  }
});

test('whatever a function answers, only messages of the batch are deleted, and none that it listed', () => {
  const item = fc.oneof(fc.record({ itemIdentifier: fc.constantFrom(...batch, 'm9', '', null) }), fc.jsonValue());
  fc.assert(
    fc.property(fc.array(item), (items) => {
      const { handled } = batchOutcome(answered(failures(...items)), batch, partial);
      const listed = JSON.stringify(items);
      expect(handled.every((id) => batch.includes(id) && !listed.includes(`"itemIdentifier":"${id}"`))).toBe(true);
    }),
  );
});
