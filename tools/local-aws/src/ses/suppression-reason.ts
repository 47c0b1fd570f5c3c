import { constraintError } from './constraint-error';
import { suppressionReasons, type SuppressionReason } from './suppression-list';

/** Reads a reason, or refuses it in AWS's words (observed). */
export function readSuppressionReason(text: string): SuppressionReason {
  const reason = suppressionReasons.find((known) => known === text);
  if (reason) return reason;
  throw constraintError('reason', `Member must satisfy enum value set: [${suppressionReasons.join(', ')}]`);
}
