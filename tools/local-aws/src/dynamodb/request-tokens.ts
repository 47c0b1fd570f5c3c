import { createHash } from 'node:crypto';
import type { Level } from 'dynalite/db/index.js';
import * as z from 'zod';
import type { Overlay } from './overlay';

/** How long a ClientRequestToken makes a transaction idempotent (AWS documentation: TransactWriteItems). */
const windowMs = 10 * 60_000;
const prefix = 'token~';
const tokenRow = z.object({ request: z.string(), expiresAt: z.number() });

/** Rows of one window stand together, so that all of an old one can be deleted as a range. */
const windowPrefix = (window: number) => `${prefix}${String(window).padStart(9, '0')}~`;
const windowOf = (now: number) => Math.floor(now / windowMs);

/** Whether a transaction with this token has been written in the last ten minutes, and of the same request. */
export function seenRequest(overlay: Overlay, token: string, request: string, now: number): 'new' | 'same' | 'other' {
  for (const window of [windowOf(now), windowOf(now) - 1]) {
    const row = tokenRow.safeParse(overlay.get(windowPrefix(window) + token)).data;
    if (row && row.expiresAt > now) return row.request === fingerprint(request) ? 'same' : 'other';
  }
  return 'new';
}

/** Remembers the token with what the transaction writes, so that both are there or neither. */
export function rememberRequest(overlay: Overlay, token: string, request: string, now: number): void {
  overlay.put(windowPrefix(windowOf(now)) + token, { request: fingerprint(request), expiresAt: now + windowMs });
}

export async function forgetOldRequests(database: Level, now: number): Promise<void> {
  await database.clear({ gte: prefix, lt: windowPrefix(windowOf(now) - 1) });
}

function fingerprint(request: string): string {
  return createHash('sha256').update(request).digest('base64');
}
