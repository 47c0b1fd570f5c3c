import { setTimeout } from 'node:timers/promises';
import { TransactionCanceledException, TransactionInProgressException } from '@aws-sdk/client-dynamodb';

/** Two transactions at once about one item conflict, and which of them is first is known a moment later. */
const pausesBeforeTryingAgain = [20, 60, 180];
const passing = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/**
 * Makes a transaction, and again a moment later while it is cancelled for what passes. Answers with the places of the
 * actions whose condition did not hold: none, if it was made (AWS documentation: TransactWriteItems, CancellationReasons).
 * @throws TransactionInProgressException when others go on being first
 */
export async function failedConditionsOf(transact: () => Promise<unknown>): Promise<number[]> {
  for (const pause of [...pausesBeforeTryingAgain, undefined]) {
    const codes = await cancellationOf(transact);
    if (!codes) return [];
    const failed = codes.flatMap((code, place) => (code === 'ConditionalCheckFailed' ? [place] : []));
    if (failed.length > 0) return failed;
    if (pause !== undefined) await setTimeout(pause * (0.5 + Math.random()));
  }
  throw new TransactionInProgressException({
    message: 'Other transactions were first, time and again.',
    $metadata: {},
  });
}

/** Why a transaction was cancelled, action by action; undefined if it was made. */
async function cancellationOf(transact: () => Promise<unknown>): Promise<string[] | undefined> {
  try {
    await transact();
    return undefined;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const codes = error.CancellationReasons?.map(({ Code = 'None' }) => Code) ?? [];
    if (codes.some((code) => code === 'ConditionalCheckFailed' || passing.has(code))) return codes;
    throw error;
  }
}
