import * as z from 'zod/mini';

/** A field that may be missing, and counts as missing when it is `null` or of another shape than documented. */
export function tolerant<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.catch(z.optional(schema), undefined);
}
