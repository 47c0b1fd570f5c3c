import { addLiveFact } from './add-fact';
import { factOfMark } from './fact-mark';
import { keepSoftBounce, readSoftBounces } from './soft-bounces';
import { softBounceWindow, type SoftBounceDecision } from './soft-bounce-window';
import type { SoftBounce } from './suppression-fact';
import type { TableAccess } from './table-access';

const attempts = 10;

/**
 * Keeps a soft bounce, then decides on all that are kept of its address, read consistently. Of bounces that arrive at once,
 * the one kept last sees all the others, so none is missed; and a bounce that completes a window is added only while the
 * removal it was decided on is the last one.
 * @throws an Error when the address is removed again and again between reading and writing
 */
export async function addSoftBounce(access: TableAccess, softBounce: SoftBounce): Promise<SoftBounceDecision> {
  const { connection, scope, address } = softBounce;
  await keepSoftBounce(access, softBounce);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { softBounces, state } = await readSoftBounces(access, softBounce);
    const decision = softBounceWindow(softBounces, state.removed);
    if (decision.decision === 'count') return decision;
    const fact = { address, ...factOfMark(decision.completedBy), connection, scope, origin: 'bounce' } as const;
    const refusedBy = await addLiveFact(access, fact, state);
    // What else refuses it is a bounce that is at least as new, which suppresses the address already.
    if (refusedBy === undefined || refusedBy.removed === state.removed) return decision;
  }
  throw new Error('The address was removed at every attempt to suppress it.');
}
