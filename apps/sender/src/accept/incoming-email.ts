import { streams, type Stream } from '@sesame/email';
import { ApiError, parseInput } from '@sesame/lambda';
import { headersBesideListUnsubscribe } from '../list-unsubscribe';
import { emailRequest, type EmailRequest, type WrittenMailbox } from './email-request';

/** An e-mail as it was asked for, and the stream it goes in. */
export type AskedEmail = EmailRequest & { stream: Stream };

/** The same once it is whole, its template rendered. */
export type IncomingEmail = Omit<AskedEmail, 'from' | 'subject'> & { from: WrittenMailbox; subject: string };

/**
 * Reads one e-mail of a request. `stream` is what the request's header says, for callers whose client drops the field.
 * @throws ApiError `validation_error`
 */
export function readEmail(body: unknown, stream: Stream | undefined): AskedEmail {
  const request = parseInput(emailRequest, body);
  if (request.stream && stream && request.stream !== stream) {
    throw refusal('stream', 'The field "stream" and the header Sesame-Stream differ: send one of them.');
  }
  const email = { ...request, stream: request.stream ?? stream ?? 'transactional' };
  if (email.stream === 'marketing') requireUnsubscribable(email);
  return email;
}

/** Each message of marketing mail has one recipient, who unsubscribes by the headers that Sesame adds. */
function requireUnsubscribable({ to, cc, bcc, headers }: EmailRequest): void {
  if (to.length + cc.length + bcc.length !== 1) {
    throw refusal(
      'to',
      'Marketing mail goes to one recipient a message, who can unsubscribe from it: send one message for each, ' +
        'up to a hundred at once with POST /emails/batch.',
      'one_recipient',
    );
  }
  const own = headers.find(({ name }) => /^list-unsubscribe(-post)?$/i.test(name));
  if (own) {
    throw refusal(
      `headers.${own.name}`,
      `Marketing mail gets its ${own.name} from Sesame, so that an unsubscribe stops it here: leave this header out.`,
      'reserved',
    );
  }
  if (headers.length > headersBesideListUnsubscribe) {
    throw refusal(
      'headers',
      `Marketing mail may have at most ${headersBesideListUnsubscribe} headers of its own, for Sesame adds two.`,
      'too_many',
    );
  }
}

/**
 * The stream that the header `Sesame-Stream` names, if there is one.
 * @throws ApiError `validation_error` for another word
 */
export function streamIn(headers: Record<string, string>): Stream | undefined {
  const named = headers['sesame-stream'];
  const stream = streams.find((name) => name === named);
  if (named === undefined || stream) return stream;
  throw refusal('Sesame-Stream', `The header Sesame-Stream must be ${streams.join(' or ')}.`);
}

function refusal(field: string, message: string, reason?: string): ApiError {
  return new ApiError('validation_error', message, { field, ...(reason !== undefined && { reason }) });
}
