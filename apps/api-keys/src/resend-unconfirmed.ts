import * as z from 'zod/mini';

/**
 * Whether e-mail of a key is sent once more where SES's answer was lost and no event told of it within 15 minutes. Off unless
 * it is asked for, since whoever got the first copy after all gets a second one.
 */
export const resendUnconfirmed = z
  .boolean()
  .check(
    z.describe(
      'Send once more what nobody can tell to have been sent, at the risk of a second copy; otherwise it fails as not_confirmed',
    ),
  );
