import * as z from 'zod/mini';

/**
 * A list or a record of at most so many entries, counted before anything in it is looked at: a body of 5 MB has room for a
 * million wrong entries, and each would cost its time. An entry `__proto__`, which zod leaves out, is refused by name.
 */
export function atMost<Schema extends z.ZodMiniType>(
  most: number,
  schema: Schema,
  message = `must have at most ${most} entries`,
) {
  return z.pipe(
    z.transform((value: unknown, context) => {
      if (typeof value !== 'object' || value === null) return value;
      const isTooMuch = Object.keys(value).length > most;
      if (!isTooMuch && !Object.hasOwn(value, '__proto__')) return value;
      context.issues.push(
        isTooMuch
          ? { code: 'custom', message, input: value, params: { reason: 'too_many' } }
          : { code: 'custom', message: 'is not a name that can be used', input: value, path: ['__proto__'] },
      );
      return z.NEVER;
    }),
    schema,
  );
}
