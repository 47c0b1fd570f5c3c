import { AwsError } from '../aws-error';
import {
  batchEntryIdsNotDistinct,
  emptyBatchRequest,
  invalidBatchEntryId,
  queryErrorCodeOf,
  tooManyEntriesInBatchRequest,
} from './sqs-errors';

export interface BatchAnswer<Success> {
  Successful?: (Success & { Id: string })[];
  Failed?: { Id: string; SenderFault: boolean; Code: string; Message: string }[];
}

/**
 * Does one deed for each entry of a batch; an entry whose deed throws an `AwsError` fails alone. Throws where SQS
 * refuses the whole batch: no entries (it then names `entryType`), more than 10, ids that are malformed or repeated.
 */
export function eachEntry<Entry extends { Id: string }, Success>(
  entryType: string,
  entries: Entry[],
  deed: (entry: Entry) => Success,
): BatchAnswer<Success> {
  requireValidEntries(entryType, entries);
  const successful: (Success & { Id: string })[] = [];
  const failed: NonNullable<BatchAnswer<Success>['Failed']> = [];
  for (const entry of entries) {
    try {
      successful.push({ Id: entry.Id, ...deed(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      failed.push({
        Id: entry.Id,
        SenderFault: error.statusCode < 500,
        Code: queryErrorCodeOf(error),
        Message: error.message,
      });
    }
  }
  return { ...(successful.length > 0 && { Successful: successful }), ...(failed.length > 0 && { Failed: failed }) };
}

function requireValidEntries(entryType: string, entries: { Id: string }[]): void {
  if (entries.length === 0) throw emptyBatchRequest(entryType);
  if (entries.length > 10) throw tooManyEntriesInBatchRequest(entries.length);
  const ids = new Set<string>();
  for (const { Id } of entries) {
    if (!/^[\w-]{1,80}$/.test(Id)) throw invalidBatchEntryId();
    if (ids.has(Id)) throw batchEntryIdsNotDistinct(Id);
    ids.add(Id);
  }
}
