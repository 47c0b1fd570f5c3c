import * as z from 'zod';
import type { InvocationResult } from './lambda';

/** Which messages of a batch the function has handled, so that they are deleted; the others come back. */
export interface BatchOutcome {
  handled: string[];
  /** Why not all of them are: absent when they are. */
  problem?: string;
}

const listedFailures = z.array(z.object({ itemIdentifier: z.string().min(1) }));

/**
 * Reads a function's answer to a batch. With `reportBatchItemFailures`, the messages it lists come back, and an answer
 * that cannot be understood brings back the whole batch; an answer without the list is a success. Without the setting
 * any answer deletes all. AWS documentation: "Implementing partial batch responses"; `{}` and misspelt keys as in the
 * recordings of LocalStack's aws.validated tests (`test_report_batch_item_failures_…`).
 */
export function batchOutcome(
  result: InvocationResult,
  messageIds: string[],
  { reportBatchItemFailures }: { reportBatchItemFailures: boolean },
): BatchOutcome {
  const wholeBatch = (problem: string): BatchOutcome => ({ handled: [], problem });
  if (result.outcome === 'failed') return wholeBatch('The function failed.');
  if (!reportBatchItemFailures) return { handled: messageIds };

  const answer = parseJson(result.payload);
  if (!answer.valid) return wholeBatch('The answer is not JSON.');
  if (isEmpty(answer.value)) return { handled: messageIds };
  if (typeof answer.value !== 'object' || answer.value === null || Array.isArray(answer.value)) {
    return wholeBatch('The answer is not a JSON object.');
  }
  const list: unknown = 'batchItemFailures' in answer.value ? answer.value.batchItemFailures : null;
  if (list === null) return { handled: messageIds };

  const failures = listedFailures.safeParse(list);
  if (!failures.success)
    return wholeBatch('batchItemFailures is not a list of objects that each name an itemIdentifier.');
  const failed = new Set(failures.data.map(({ itemIdentifier }) => itemIdentifier));
  if (failed.size === 0) return { handled: messageIds };
  if ([...failed].some((messageId) => !messageIds.includes(messageId))) {
    return wholeBatch('An itemIdentifier names no message of the batch.');
  }
  return {
    handled: messageIds.filter((messageId) => !failed.has(messageId)),
    problem: `The function listed ${failed.size} of ${messageIds.length} messages as failed.`,
  };
}

function isEmpty(answer: unknown): boolean {
  return answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0);
}

function parseJson(text: string): { valid: true; value: unknown } | { valid: false } {
  if (text === '') return { valid: true, value: null };
  try {
    return { valid: true, value: JSON.parse(text) };
  } catch {
    return { valid: false };
  }
}
