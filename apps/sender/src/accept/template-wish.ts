import * as z from 'zod/mini';

/** The template that an e-mail is to be made from, by id or alias, and what its variables are. */
export const templateWish = z.pipe(
  z.strictObject({
    id: z
      .string()
      .check(
        z.minLength(1, 'must not be empty'),
        z.maxLength(100),
        z.describe('The id or the alias of a template that is published'),
      ),
    variables: z.optional(z.record(z.string(), z.unknown())),
  }),
  z.transform(({ id, variables = {} }) => ({ name: id, variables })),
);

export type TemplateWish = z.output<typeof templateWish>;
