import * as z from 'zod/mini';

/**
 * A list that is given up at its first bad item. An ordinary array schema notes every one, and on a message of 300 KB of
 * bad items it overflows the stack.
 */
export function listOf<Schema extends z.ZodMiniType>(item: Schema) {
  return z.pipe(
    z.unknown(),
    z.transform((value, context): z.output<Schema>[] => {
      if (!Array.isArray(value)) {
        context.issues.push({ code: 'invalid_type', expected: 'array', input: undefined });
        return z.NEVER;
      }
      const list: z.output<Schema>[] = [];
      for (const [index, one] of value.entries()) {
        const result = z.safeParse(item, one);
        if (!result.success) {
          for (const issue of result.error.issues) {
            context.issues.push({ ...issue, path: [index, ...issue.path], input: undefined });
          }
          return z.NEVER;
        }
        list.push(result.data);
      }
      return list;
    }),
  );
}
