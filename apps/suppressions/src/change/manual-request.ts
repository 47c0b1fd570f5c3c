import { parseMailbox } from '@sesame/email';
import { ApiError } from '@sesame/lambda';
import * as z from 'zod/mini';

/** An e-mail address that mail could be sent to; read into the spelling that SES would have it in. */
export const address = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const parsed = parseMailbox(text);
    if (parsed.ok) return parsed.mailbox.address;
    context.issues.push({ code: 'custom', message: parsed.sentence, input: text });
    return z.NEVER;
  }),
);

/** ISO 8601 with its offset: a time without one would mean another time in every place. */
export const expiresAt = z.pipe(
  z.string().check(z.iso.datetime({ offset: true, error: 'must be a time in ISO 8601, such as 2027-01-31T12:00:00Z' })),
  z.transform((text) => new Date(text)),
);

/**
 * The time at which a wish is to end, if it has one.
 * @throws ApiError `validation_error` for a time that has passed: nothing would be suppressed
 */
export function endOf(expiresAt: Date | undefined, now: Date): { expiresAt?: Date } {
  if (expiresAt === undefined) return {};
  if (expiresAt > now) return { expiresAt };
  const message = `"expires_at" must lie in the future; it is ${now.toISOString()} now.`;
  throw new ApiError('validation_error', message, {
    field: 'expires_at',
    errors: [{ field: 'expires_at', message }],
  });
}
