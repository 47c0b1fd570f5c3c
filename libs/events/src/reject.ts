import * as z from 'zod/mini';
import { openObject } from './open-object';
import { tolerant } from './tolerant';

/** SES took the message, found a virus in it, and did not send it. */
export const reject = openObject({
  /** `Bad content`. */
  reason: tolerant(z.string()),
});

export type Reject = z.output<typeof reject>;
