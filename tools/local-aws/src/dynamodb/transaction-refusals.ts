import type { Row } from 'dynalite/db/index.js';
import { AwsError } from '../aws-error';

/** Why one action stopped the transaction, or `None`; in the order of the request. */
export interface CancellationReason {
  Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError';
  Message?: string;
  /** The item as it is, if the action asked for it by ReturnValuesOnConditionCheckFailure. */
  Item?: Row;
}

export function cancelled(reasons: CancellationReason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}

export function severalActionsOnOneItem(): AwsError {
  return new AwsError('ValidationException', 'Transaction request cannot include multiple operations on one item');
}

/** A transaction has 1 to 100 actions. */
export function refuseCount(count: number): void {
  if (count >= 1 && count <= 100) return;
  const bound = count < 1 ? 'greater than or equal to 1' : 'less than or equal to 100';
  throw new AwsError(
    'ValidationException',
    "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: " +
      `Member must have length ${bound}`,
  );
}
