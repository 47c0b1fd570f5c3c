import * as z from 'zod/mini';

const rates = z.object({ bounce_rate: z.number(), complaint_rate: z.number() });

/** What the guard goes by, as a deployment sets it: fractions of 1, over at least so many recipients. */
export const limits = z.object({ recipients: z.int().check(z.positive()), warn: rates, pause: rates });

export type Limits = z.infer<typeof limits>;
