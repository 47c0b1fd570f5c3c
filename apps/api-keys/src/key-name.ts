import * as z from 'zod/mini';

const maximumLength = 50;

/** What people call a key: one line of 1 to 50 characters, without space at its ends. */
export const keyName = z.string().check(
  z.trim(),
  z.minLength(1, 'must not be empty'),
  z.maxLength(maximumLength),
  z.refine((name) => !/\p{Cc}/u.test(name), { error: 'must not have line breaks or other control characters' }),
);
