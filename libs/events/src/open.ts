import * as z from 'zod/mini';
import { openObject } from './open-object';
import { timestamp } from './timestamp';
import { tolerant } from './tolerant';

/** The pixel of a message was fetched: once each time, and by proxies that fetch ahead of a person, too. */
export const open = openObject({
  timestamp,
  ipAddress: tolerant(z.string()),
  userAgent: tolerant(z.string()),
});

export type Open = z.output<typeof open>;
