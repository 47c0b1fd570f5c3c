import * as z from 'zod/mini';
import { openObject } from './open-object';
import { tags } from './tags';
import { timestamp } from './timestamp';
import { tolerant } from './tolerant';

/** A link of a message was followed. */
export const click = openObject({
  timestamp,
  /** The link as the sender wrote it; can hold secrets. */
  link: z.string(),
  /** What the sender noted about the link in `ses:tags`. */
  linkTags: tags,
  ipAddress: tolerant(z.string()),
  userAgent: tolerant(z.string()),
});

export type Click = z.output<typeof click>;
