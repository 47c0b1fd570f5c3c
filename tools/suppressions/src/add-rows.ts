import { RefusedError } from './api';
import type { RejectedRow, Row } from './import-rows';

/** Adds addresses that all end at the same time, if they end. */
export type AddBatch = (emails: string[], expiresAt: string | undefined) => Promise<void>;

/**
 * Adds rows that all end at the same time, and tells which the API refuses: a batch with a bad address is refused whole,
 * so it is sent again without those that the refusal names, until it is accepted.
 * @throws what the call fails with, where that is not about one of the rows
 */
export async function addRows(rows: readonly Row[], add: AddBatch): Promise<RejectedRow[]> {
  const rejected: RejectedRow[] = [];
  let left = rows;
  while (left.length > 0) {
    try {
      await add(
        left.map(({ email }) => email),
        left[0]?.expiresAt,
      );
      return rejected;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const problems = problemsOf(error, left.length);
      if (problems.size === 0) throw error;
      for (const [index, problem] of problems) {
        const row = left[index];
        if (row !== undefined) rejected.push({ ...row, problem });
      }
      left = left.filter((_, index) => !problems.has(index));
    }
  }
  return rejected;
}

/** Which rows a refusal speaks of: those it names, or all where it is their common end that is refused. */
function problemsOf({ fields }: RefusedError, count: number): Map<number, string> {
  const problems = new Map<number, string>();
  for (const { field, message } of fields) {
    const [, index] = /^emails\[(\d+)\]$/.exec(field) ?? [];
    if (index !== undefined) problems.set(Number(index), message);
    if (field === 'expires_at') for (let each = 0; each < count; each += 1) problems.set(each, message);
  }
  return problems;
}
