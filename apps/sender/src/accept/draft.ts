import { ApiError, type KeyHolder } from '@sesame/lambda';
import type { StoredAttachment } from '../attachment';
import type { AskedEmail, IncomingEmail } from './incoming-email';

/** A request on its way to becoming an e-mail: what was asked for, by whom, and what has been found out about it. */
export type Draft<Request = IncomingEmail> = {
  request: Request;
  holder: KeyHolder;
  id: string;
  acceptedAt: Date;
  /** The recipients that nothing is sent to. */
  suppressed: string[];
  attachments?: StoredAttachment[];
  /** When it is to be sent, if not at once. */
  scheduledAt?: Date;
  /** The secret its recipient unsubscribes with. */
  unsubscribeToken?: string;
  /** What it is made from. */
  template?: FixedVersion;
};

/** A version of a template: whatever is published later, an e-mail is made from the one that was when it was accepted. */
export type FixedVersion = { id: string; version: number; versionId: string };

/** A request before its template, if it names one, has been rendered. */
export type AskedDraft = Draft<AskedEmail>;

/** A draft, or why it is refused. */
export type Prepared = Draft | ApiError;

export function isDraft<One extends object>(one: One | ApiError): one is One {
  return !(one instanceof ApiError);
}

/**
 * One step between the parsing of requests and their storing. It gives each draft back with what it has added, or its
 * refusal, in the order of the drafts: one for a single e-mail, up to a hundred for a batch. It stores nothing that would
 * matter if no e-mail followed.
 * @throws what keeps it from knowing: then nothing is decided
 */
export type Preparation = (drafts: readonly Draft[]) => Promise<Prepared[]>;

/** A step that looks at each draft by itself, one after the other; it refuses by throwing an ApiError. */
export function each(prepare: (draft: Draft) => Draft | Promise<Draft>): Preparation {
  return async (drafts) => {
    const prepared: Prepared[] = [];
    for (const draft of drafts) {
      try {
        prepared.push(await prepare(draft));
      } catch (error) {
        if (!isRefusal(error)) throw error;
        prepared.push(error);
      }
    }
    return prepared;
  };
}

/** Whether an error is about the request, and not about what could not be found out. */
export function isRefusal(error: unknown): error is ApiError {
  return error instanceof ApiError && error.errorName !== 'application_error';
}
