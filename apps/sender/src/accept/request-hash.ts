import { createHash } from 'node:crypto';
import type { BatchEntry } from './batch-request';
import type { BatchValidation } from './batch-validation';
import type { WrittenMailbox } from './email-request';
import type { AskedEmail } from './incoming-email';

/** Deeper than any request that is accepted. What is refused may be as deep as a body of 5 MB can be. */
const deepest = 20;

/**
 * What tells whether two requests of one idempotency key ask for the same: the SHA-256 (base64url) of the route and of what
 * it is about. Members count by their names and not by their order, and what is absent or empty does not count at all, so
 * that a field Sesame learns tomorrow does not make another request of one that was offered today.
 */
export function requestHash(route: string, about: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([route, canonical(about)]))
    .digest('base64url');
}

/** An e-mail as its hash sees it: what was parsed, so that every way to write the same e-mail is the same. */
export function hashedEmail({ from, to, cc, bcc, replyTo, headers, template, ...rest }: AskedEmail): object {
  const texts = (written: readonly WrittenMailbox[]) => written.map(({ text }) => text);
  return {
    ...rest,
    from: from?.text,
    to: texts(to),
    cc: texts(cc),
    bcc: texts(bcc),
    replyTo: texts(replyTo),
    // Of variables nothing may be left out: a template can ask whether a list is empty, or there at all.
    template: template && [template.name, JSON.stringify(template.variables)],
    // A caller writes headers as members of an object, whose order means nothing.
    headers: Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), [name, value]])),
  };
}

/** A batch as its hash sees it; what cannot be read as an e-mail counts as it was written. */
export function hashedBatch(entries: readonly BatchEntry[], validation: BatchValidation): object {
  return { validation, entries: entries.map((entry) => (entry.ok ? hashedEmail(entry.email) : [entry.written])) };
}

function canonical(value: unknown, depth = 0): unknown {
  if (depth > deepest) return null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return createHash('sha256').update(value).digest('base64url');
  if (Array.isArray(value)) return value.map((entry) => canonical(entry, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .map(([name, member]): [string, unknown] => [name, canonical(member, depth + 1)])
    .filter(([, member]) => !isNothing(member));
  return members.sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Objects are lists of their members by now. */
function isNothing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
