import { factOfMark, markOfFact } from './fact-mark';
import { manualAddition } from './manual-addition';

const now = new Date('2026-11-22T10:00:00.000Z');
const at = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const address = 'Jane@example.com';
const added = (state: Parameters<typeof manualAddition>[0], expiresAt?: Date, said = now) => {
  const addition = manualAddition(state, { address, now: said, ...(expiresAt && { expiresAt }) });
  return addition.decision === 'write' ? addition.mark : '';
};

test('the same wish again is kept as it is', () => {
  expect(manualAddition({ manual: added({}) }, { address, now: at(9) })).toEqual({
    decision: 'keep',
    reason: 'same-wish',
  });
  const ending = { address, now: at(9), expiresAt: at(50) };
  expect(manualAddition({ manual: added({}, at(50)) }, ending)).toMatchObject({ decision: 'keep' });
});

test('a wish with another end is a newer wish, told by whatever clock', () => {
  const lasting = added({});
  const ending = added({ manual: lasting }, at(50), at(-1_000));
  expect(ending > lasting).toBe(true);
  expect(factOfMark(ending)).toMatchObject({ time: at(1), expiresAt: at(50) });
  const again = added({ manual: ending }, undefined, at(-1_000));
  expect(again > ending).toBe(true);
  expect(factOfMark(again)).not.toHaveProperty('expiresAt');
});

test('a wish after a removal counts, even where that lies in the future', () => {
  const manual = added({});
  expect(factOfMark(added({ manual, removed: at(60_000).toISOString() })).time).toEqual(at(60_001));
});

test('feedback about the address does not keep a wish from being written', () => {
  const bounce = markOfFact({ time: at(5), feedbackId: 'feedback', address });
  expect(manualAddition({ bounce }, { address, now })).toMatchObject({ decision: 'write' });
});
