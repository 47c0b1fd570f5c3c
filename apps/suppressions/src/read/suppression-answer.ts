import { reasonInWords, type ShownSuppression } from '@sesame/suppression';

/**
 * An entry as the API shows it: `source_id` is the e-mail that led to it, where Sesame sent it, and `feedback_id` is SES's
 * id of the event. `happened_at` is what `created_at`, the name that Resend gave it, says too. `expires_at` is when the entry
 * ends, if it does; `email` is `null` where the person was forgotten; `stream` is the one whose mail alone it suppresses, `null` where it is for all mail; `synced_to_ses` says whether SES's own list is known to hold the address too.
 */
export function suppressionAnswer({
  id,
  email,
  stream,
  origin,
  reason,
  sourceId,
  feedbackId,
  createdAt,
  expiresAt,
  syncedToSes = false,
}: ShownSuppression) {
  return {
    id,
    email: email ?? null,
    stream: stream ?? null,
    origin,
    source_id: sourceId ?? null,
    created_at: createdAt.toISOString(),
    reason: reasonInWords({ origin, ...(reason && { reason }) }),
    happened_at: createdAt.toISOString(),
    feedback_id: feedbackId === '' ? null : feedbackId,
    expires_at: expiresAt?.toISOString() ?? null,
    synced_to_ses: syncedToSes,
  };
}
