import { adoptionOf, type SesSuppression } from './adoption';
import { withExpiry } from './expiry-mark';
import { markOfFact } from './fact-mark';

const time = new Date('2026-11-22T10:00:00.000Z');
const line: SesSuppression = { address: 'Jane@example.com', reason: 'BOUNCE', time };
const mark = markOfFact({ time, feedbackId: '', address: 'jane@example.com' });
const at = (milliseconds: number) => new Date(time.getTime() + milliseconds).toISOString();

test('what only SES knows is added', () => {
  expect(adoptionOf(line, undefined)).toMatchObject({ decision: 'add' });
});

test('what both lists hold is noted once', () => {
  expect(adoptionOf(line, { state: { bounce: mark } })).toMatchObject({ decision: 'note' });
  expect(adoptionOf(line, { state: { bounce: mark }, sesAddresses: ['Jane@example.com'] })).toMatchObject({
    decision: 'leave',
    reason: 'known',
  });
});

test('what is here only for a while becomes lasting, since SES holds it for good', () => {
  const manual = withExpiry(mark, new Date(at(60_000)));
  expect(adoptionOf(line, { state: { manual } })).toMatchObject({ decision: 'add' });
});

test('what a person removed here after SES listed it is to go from there too, and what SES listed since comes back', () => {
  expect(adoptionOf(line, { state: { bounce: mark, removed: at(0) } })).toMatchObject({ decision: 'take-out' });
  expect(adoptionOf(line, { state: { bounce: mark, removed: at(-1) } })).toMatchObject({ decision: 'note' });
  const older = markOfFact({ time: new Date(at(-9)), feedbackId: '', address: 'jane@example.com' });
  expect(adoptionOf(line, { state: { bounce: older, removed: at(-1) } })).toMatchObject({ decision: 'add' });
});

test('while SES has yet to be told of a change of ours, its line says nothing', () => {
  const removed = at(-1);
  expect(adoptionOf(line, { state: { manual: mark, removed }, unsynced: 'turn' })).toEqual({
    decision: 'leave',
    reason: 'being-followed',
  });
});
