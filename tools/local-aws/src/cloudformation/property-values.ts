import * as z from 'zod';

/** Text. CloudFormation turns numbers and booleans into their text where a property is text. */
export const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** A whole number; CloudFormation also takes its text, which is what a parameter gives. */
export function wholeNumber(smallest: number, largest: number) {
  return z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^-?\d+$/)
          .transform(Number),
      ],
      `a whole number from ${smallest} to ${largest}`,
    )
    .pipe(z.number().int().min(smallest).max(largest));
}

/** A boolean, or its text. */
export const flag = z.union(
  [z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')],
  'true or false',
);

/** Tags of a role are condition keys of its sessions; those of anything else change nothing here. */
export const tags = z.array(z.strictObject({ Key: text, Value: text }));

/** A name that AWS checks against these characters. */
export function name(characters: RegExp, longest: number) {
  return z.string().regex(characters).max(longest);
}
