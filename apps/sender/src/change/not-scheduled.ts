import { ApiError } from '@sesame/lambda';
import type { Email } from '../email';
import { noSuchEmail } from '../read/email-name-in';

/** Why an e-mail that is not scheduled cannot be changed: there is none, or it is in the state that the refusal names. */
export function notScheduled(email: Pick<Email, 'status'> | undefined): ApiError {
  if (!email) return noSuchEmail();
  const message = `Only a scheduled e-mail can be changed or canceled, and this one is ${email.status}.`;
  return new ApiError('email_not_scheduled', message, { extensions: { delivery_status: email.status } });
}
