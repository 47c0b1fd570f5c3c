import type { FactDetails } from './fact-details';

/** What Sesame does about a fact, by that fact alone. */
export type Effect = 'suppressed' | 'ignored: already suppressed' | 'ignored: not spam' | 'none';

const suppressing = new Set(['General', 'NoEmail', 'Suppressed']);
const heldBack = new Set(['OnAccountSuppressionList', 'OnTenantSuppressionList']);

/** What the services `bounces` and `complaints` do about it; their stories hold the suppression list against this. */
export function effectOf(details: FactDetails): Effect {
  if (isHeldBack(details)) return 'ignored: already suppressed';
  switch (details.type) {
    case 'bounce':
      return details.bounceType === 'Permanent' && suppressing.has(details.bounceSubType) ? 'suppressed' : 'none';
    case 'complaint':
      return isNotSpam(details) ? 'ignored: not spam' : 'suppressed';
    case 'unsubscribe':
      return 'suppressed';
    default:
      return 'none';
  }
}

/** Whether SES did not try, because the address is on its own suppression list. */
export function isHeldBack(details: FactDetails): boolean {
  if (details.type === 'bounce') return details.bounceType === 'Permanent' && heldBack.has(details.bounceSubType);
  return details.type === 'complaint' && heldBack.has(details.complaintSubType ?? '');
}

/** Whether a recipient took the message out of the spam folder, which SES reports as a complaint, too. */
export function isNotSpam(details: FactDetails): boolean {
  return details.type === 'complaint' && details.complaintFeedbackType === 'not-spam';
}
