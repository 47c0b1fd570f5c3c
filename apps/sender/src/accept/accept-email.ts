import { ApiError, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import { packContent } from '../content';
import type { EmailTable } from '../email-table';
import type { SendQueue } from '../send-queue';
import type { Accepted } from './claim';
import { claimUnreadable, type ClaimTable } from './claim-table';
import type { AskedDraft } from './draft';
import { emailOf } from './email-of';
import { enqueueAccepted } from './enqueue-accepted';
import { idempotencyKeyIn } from './idempotency-key';
import { readEmail, streamIn } from './incoming-email';
import { mintUnsubscribeToken } from './mint-unsubscribe-token';
import { prepare, type PreparationParts } from './prepare';
import { refuseBatchValidation } from './refuse-batch-validation';
import { replay } from './replay';
import { hashedEmail, requestHash } from './request-hash';

export type AcceptParts = PreparationParts & {
  emails: Pick<EmailTable, 'putContent' | 'put' | 'get'>;
  claims: Pick<ClaimTable, 'read' | 'storeWithEmail'>;
  queue: SendQueue;
  newId: (now: Date) => string;
};

/**
 * Takes an e-mail in: once this has answered, it will be delivered to SES or say why not. Nothing is stored of what is
 * refused. Content goes first, so that there is never an e-mail without one; enqueueing goes last and may fail, since the
 * sweep enqueues what is still queued after a minute.
 *
 * With an idempotency key, the e-mail and the claim of the key are stored in one transaction, so at any time there are both
 * or neither, and whoever loses that transaction answers what the winner did.
 */
export function acceptEmail(parts: AcceptParts) {
  return async ({ holder, headers, body, now, routeKey }: ApiRequest): Promise<ApiAnswer> => {
    refuseBatchValidation(headers);
    const key = idempotencyKeyIn(headers);
    const request = readEmail(body, streamIn(headers));
    const asked: AskedDraft = { request, holder, id: parts.newId(now), acceptedAt: now, suppressed: [] };
    const draft = mintUnsubscribeToken(asked, parts.newUnsubscribeToken);
    if (key === undefined) return answerOf(await acceptUnkeyed(parts, draft));
    return answerOf(await acceptKeyed(parts, draft, key, requestHash(routeKey, hashedEmail(request))));
  };
}

async function acceptUnkeyed(parts: AcceptParts, draft: AskedDraft): Promise<Accepted> {
  const email = await storableEmail(parts, draft);
  await parts.emails.put(email);
  await enqueueAccepted(parts.queue, email, draft.acceptedAt);
  return email;
}

async function acceptKeyed(parts: AcceptParts, draft: AskedDraft, key: string, hash: string): Promise<Accepted> {
  const name = { connection: draft.holder.connection, key };
  const earlier = await parts.claims.read(name, draft.acceptedAt);
  if (earlier) return replay(parts, { name, hash, now: draft.acceptedAt }, earlier);

  const email = await storableEmail(parts, draft);
  const accepted = { id: email.id, suppressed: email.suppressed };
  if (await parts.claims.storeWithEmail(name, { hash, createdAt: draft.acceptedAt, accepted }, email)) {
    await enqueueAccepted(parts.queue, email, draft.acceptedAt);
    return accepted;
  }
  const winner = await parts.claims.read(name, draft.acceptedAt);
  if (winner) return replay(parts, { name, hash, now: draft.acceptedAt }, winner);
  throw claimUnreadable();
}

/** The e-mail, with its content stored already: what no e-mail follows is deleted when it expires. */
async function storableEmail(parts: AcceptParts, draft: AskedDraft) {
  const [prepared] = await prepare(parts, [draft]);
  if (!prepared) throw new Error('A draft was lost among its preparations.');
  if (prepared instanceof ApiError) throw prepared;
  const email = emailOf(prepared);
  await parts.emails.putContent(email, packContent(prepared.request.content));
  return email;
}

function answerOf({ id, suppressed }: Accepted): ApiAnswer {
  return { body: { id, ...(suppressed.length > 0 && { suppressed }) } };
}
