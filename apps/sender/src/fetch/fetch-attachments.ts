import { log, nameOfError } from '@sesame/lambda';
import { fallbackContentType, isFetching, type StoredAttachment } from '../attachment';
import type { AttachmentStore } from '../attachment-store';
import { contentTypeProblem } from '../content-type';
import type { DeliveryError, Email } from '../email';
import type { EmailName } from '../email-change';
import type { EmailTable } from '../email-table';
import { decodedSize, encodedSize, mostMessageBytes } from '../message-size';
import type { SendQueue } from '../send-queue';
import { storedBytesOf } from '../stored-bytes';
import type { FetchedFile, FetchOutcome } from './fetch-file';

/** For so long after its time the sweep has an e-mail's files fetched again: after 1, 3, 7 and 15 minutes. */
const triedForMs = 14 * 60_000;

export type FetchParts = {
  emails: Pick<EmailTable, 'get' | 'settleFetch'>;
  attachments: Pick<AttachmentStore, 'put'>;
  queue: SendQueue;
  fetchFile: (url: string, limits: { mostBytes: number; signal: AbortSignal }) => Promise<FetchOutcome>;
  /** Ends the fetching of one e-mail's files. */
  timeLimit: () => AbortSignal;
  now: () => Date;
};

/**
 * Fetches what an e-mail waits for, one file after the other within one time limit, stores it, and enqueues the e-mail for
 * its delivery. What was fetched is recorded even where another file failed. What failed and may yet succeed is left to
 * the sweep, which enqueues what is still queued with ever longer waits; what never will makes the e-mail `failed`.
 */
export function fetchAttachments(parts: FetchParts) {
  const { emails, queue } = parts;

  return async (name: EmailName): Promise<void> => {
    const email = await emails.get(name);
    if (email?.status !== 'queued' && email?.status !== 'scheduled') return;
    if (!isFetching(email)) return enqueue(queue, email);

    const { attachments, failure } = await fetched(parts, email);
    if (failure && isFinal(failure, email, parts.now())) {
      const error = errorOf(failure);
      await emails.settleFetch(name, { status: 'failed', error, due: undefined, attachments });
      return log.warn('not fetched', { id: email.id, reason: failure.reason });
    }
    if (!(await emails.settleFetch(name, { attachments }))) return;
    if (failure) return log.warn('not fetched yet', { id: email.id, reason: failure.reason });
    await enqueue(queue, { ...email, attachments });
  };
}

type Failure = Exclude<FetchOutcome, { status: 'fetched' }>;

async function fetched(
  { attachments: store, fetchFile, timeLimit }: FetchParts,
  email: Email,
): Promise<{ attachments: StoredAttachment[]; failure?: Failure }> {
  const attachments = [...(email.attachments ?? [])];
  const signal = timeLimit();
  for (const [index, { path, bytes: stored, ...attachment }] of attachments.entries()) {
    if (stored || path === undefined) continue;
    const rest = attachments.reduce(
      (left, { bytes }) => left - (bytes ? encodedSize(bytes.size) : 0),
      mostMessageBytes,
    );
    const outcome = await fetchFile(path, { mostBytes: decodedSize(rest), signal });
    if (outcome.status !== 'fetched') return { attachments, failure: outcome };
    const bytes = storedBytesOf(outcome.file.bytes);
    await store.put(email, bytes, outcome.file.bytes);
    attachments[index] = { ...attachment, contentType: attachment.contentType ?? answeredType(outcome.file), bytes };
  }
  return { attachments };
}

/** The type that the server told, if it can be told on. */
function answeredType({ contentType }: FetchedFile): string {
  return contentType !== undefined && !contentTypeProblem(contentType) ? contentType : fallbackContentType;
}

function isFinal({ status }: Failure, { queuedAt, scheduledAt = queuedAt }: Email, now: Date): boolean {
  return status === 'refused' || now.getTime() - scheduledAt.getTime() >= triedForMs;
}

function errorOf({ reason, sentence }: Failure): DeliveryError {
  return { name: 'attachment_not_fetched', message: `An attachment could not be fetched (${reason}): ${sentence}` };
}

async function enqueue(queue: SendQueue, email: Email): Promise<void> {
  try {
    await queue.enqueue(email);
  } catch (error) {
    log.warn('not enqueued', { id: email.id, error: nameOfError(error) });
  }
}
