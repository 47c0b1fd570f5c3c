import { ApiError, parseInput } from '@sesame/lambda';
import type { Stream } from '@sesame/email';
import * as z from 'zod/mini';
import { atMost } from './at-most';
import { asBatchEntry } from './batch-entry-refusal';
import { emailRequest } from './email-request';
import { readEmail, type AskedEmail } from './incoming-email';

const mostEntries = 100;

/** The body of `POST /emails/batch`, for the description of the API; `readBatch` reads it entry by entry. */
export const batchRequest = z.array(emailRequest).check(z.minLength(1), z.maxLength(mostEntries));

/** An entry of a batch as it was read, or why it is refused and what stood there. */
export type BatchEntry = { ok: true; email: AskedEmail } | { ok: false; refusal: ApiError; written: unknown };

const list = atMost(mostEntries, z.array(z.unknown()).check(z.minLength(1, 'must have at least one e-mail')));

/**
 * The body of `POST /emails/batch`: 1 to 100 e-mails, each as `POST /emails` takes it, but without attachments, which
 * Resend's batches do not have either (its client's type of an entry leaves them out): a hundred e-mails share one body of
 * 5 MB, and the time of one request.
 * @throws ApiError `validation_error` for a body that is no such list
 */
export function readBatch(body: unknown, stream: Stream | undefined): BatchEntry[] {
  return parseInput(list, body).map((written, index) => {
    try {
      refuseAttachments(written);
      return { ok: true, email: readEmail(written, stream) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { ok: false, refusal: asBatchEntry(error, index), written };
    }
  });
}

function refuseAttachments(written: unknown): void {
  if (typeof written !== 'object' || written === null || !('attachments' in written)) return;
  throw new ApiError('validation_error', 'A batch takes no attachments; send this e-mail with POST /emails.', {
    field: 'attachments',
  });
}
