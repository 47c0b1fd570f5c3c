import type { Fact } from '@sesame/ledger';
import fc from 'fast-check';
import { facts } from './facts.fixture';
import { rollupOf } from './rollup';

/** A fact as it is left when its recipient was forgotten: of nobody, and a click without the hash of its link. */
function ofNobody({ recipient: _, details, ...fact }: Fact): Fact {
  return { ...fact, details: details.type === 'click' ? { ...details, link: '' } : details };
}

function counted(some: readonly Fact[]) {
  const { add, rollup } = rollupOf();
  some.forEach((fact) => add(fact));
  return rollup();
}

test('facts count the same once their recipients were forgotten, so a rebuild gives the same numbers', () => {
  fc.assert(
    fc.property(facts, fc.func(fc.boolean()), (some, isForgotten) => {
      const left = some.map((fact) => (isForgotten(fact.messageId, fact.recipient) ? ofNobody(fact) : fact));
      expect(counted(left)).toEqual(counted(some));
    }),
    { numRuns: 50 },
  );
});
