import { matchingAddress, type Connection } from '@sesame/email';
import { checkSender, IdentitiesUnknownError, type IdentityTable } from '@sesame/identity';
import {
  ApiError,
  log,
  nameOfError,
  parseInput,
  type ApiAnswer,
  type ApiRequest,
  type KeyHolder,
} from '@sesame/lambda';
import type { SuppressionTable } from '@sesame/suppression';
import { packContent } from '../content';
import { firstWaitMs } from '../due';
import type { Email } from '../email';
import type { EmailTable } from '../email-table';
import type { SendQueue } from '../send-queue';
import { checkKeyDomain } from './check-key-domain';
import { emailRequest, type EmailRequest, type WrittenMailbox } from './email-request';
import { refuseUnknownWishes } from './refused-headers';

const stream = 'transactional';

export type AcceptParts = {
  emails: Pick<EmailTable, 'putContent' | 'put'>;
  identities: IdentityTable;
  suppressions: Pick<SuppressionTable, 'suppressedAmong'>;
  queue: SendQueue;
  /** The identities the deployed role may send from. */
  sendingIdentities: readonly string[];
  newId: (now: Date) => string;
};

/**
 * Takes an e-mail in: once this has answered, it will be delivered to SES or say why not. Nothing is stored of what is
 * refused. Content goes first, so that there is never an e-mail without one; enqueueing goes last and may fail, since the
 * sweep enqueues what is still queued after a minute.
 */
export function acceptEmail(parts: AcceptParts) {
  return async ({ holder, headers, body, now }: ApiRequest): Promise<ApiAnswer> => {
    const { connection } = holder;
    refuseUnknownWishes(headers);
    const request = parseInput(emailRequest, body);
    requireKeyDomain(request, holder);
    await requireSender(parts, request, holder);
    const suppressed = await suppressedRecipients(parts, request, connection);

    const email = queuedEmail(request, { connection, id: parts.newId(now), suppressed, now });
    await parts.emails.putContent(email, packContent(request.content));
    await parts.emails.put(email);
    await enqueue(parts.queue, email);
    return { body: { id: email.id, ...(suppressed.length > 0 && { suppressed }) } };
  };
}

function requireKeyDomain({ from: { mailbox } }: EmailRequest, holder: KeyHolder): void {
  const decision = checkKeyDomain(mailbox, holder);
  if (!decision.allowed) throw new ApiError('domain_not_allowed_for_key', decision.message, { field: 'from' });
}

async function requireSender(
  { identities, sendingIdentities }: AcceptParts,
  { from: { mailbox } }: EmailRequest,
  holder: KeyHolder,
): Promise<void> {
  const known = await identities.identitiesFor(mailbox, holder.connection).catch((error: unknown) => {
    if (!(error instanceof IdentitiesUnknownError)) throw error;
    log.warn('identities unknown', { because: error.because });
    throw new ApiError(
      'application_error',
      'It is not known at the moment which senders are verified, so nothing was decided; please try again.',
      { retryAfterSeconds: error.retryAfterSeconds },
    );
  });
  // A key that is bound to a domain learns nothing of the deployment's others.
  const suggestible = sendingIdentities.filter((name) => checkKeyDomain({ domain: domainOf(name) }, holder).allowed);
  const decision = checkSender({ from: mailbox, identities: known, sendingIdentities, suggestible });
  if (!decision.allowed)
    throw new ApiError(decision.name, decision.message, { field: 'from', reason: decision.reason });
}

/** The recipients that nothing may be sent to; refuses when nobody else is left. */
async function suppressedRecipients(
  { suppressions }: AcceptParts,
  { to, cc, bcc }: EmailRequest,
  connection: Connection,
): Promise<string[]> {
  const addresses = [...to, ...cc, ...bcc].map(({ mailbox }) => mailbox.address);
  const found = await suppressions.suppressedAmong(addresses, { connection, stream });
  const suppressed = addresses.filter((address) => found.has(matchingAddress(address)));
  if (suppressed.length < addresses.length) return suppressed;
  throw new ApiError(
    'recipient_suppressed',
    'Every recipient is on the suppression list, so nothing was sent. Look an entry up with GET /suppressions/{email}, ' +
      'and take it off the list only if the recipient wants your mail and can receive it.',
    { field: 'to', extensions: { suppressed } },
  );
}

function queuedEmail(
  { from, to, cc, bcc, replyTo, subject, headers, tags }: EmailRequest,
  { connection, id, suppressed, now }: { connection: Connection; id: string; suppressed: string[]; now: Date },
): Email {
  const texts = (written: readonly WrittenMailbox[]) => written.map(({ text }) => text);
  return {
    connection,
    id,
    status: 'queued',
    stream,
    from: from.text,
    to: texts(to),
    cc: texts(cc),
    bcc: texts(bcc),
    replyTo: texts(replyTo),
    subject,
    headers,
    tags,
    suppressed,
    createdAt: now,
    queuedAt: now,
    due: new Date(now.getTime() + firstWaitMs),
  };
}

async function enqueue(queue: SendQueue, email: Email): Promise<void> {
  try {
    await queue.enqueue(email);
  } catch (error) {
    log.warn('not enqueued', { id: email.id, error: nameOfError(error) });
  }
}

function domainOf(identity: string): string {
  return identity.slice(identity.lastIndexOf('@') + 1).toLowerCase();
}
