import type { ShownSuppression } from '@sesame/suppression';

/** An entry as the API shows it; `source_id` is the e-mail that led to it, where Sesame sent it. */
export function suppressionAnswer({ id, email, origin, sourceId, createdAt }: ShownSuppression) {
  return { id, email, origin, source_id: sourceId ?? null, created_at: createdAt.toISOString() };
}
