import * as z from 'zod/mini';

/** The number of a version: 1 is the first that was published. */
export const versionNumber = z.int().check(z.minimum(1), z.maximum(1_000_000_000));
