import type { ReasonCode } from './reason';
import { softBounceLimit } from './soft-bounce-window';
import type { ShownSuppression } from './suppression-fact';

const hour = 3_600_000;

const permanent = 'SES reported a permanent bounce';
const unsubscribe = 'The recipient unsubscribed';
const complaint = "SES reported a complaint from the recipient's mail provider";

/** What happened, and why that was. */
const sentences: Record<ReasonCode, [what: 'permanent' | 'soft' | 'complaint' | 'unsubscribe', why: string]> = {
  general: ['permanent', 'the receiving server refuses mail to this address for good'],
  'no-email': ['permanent', 'the address does not exist'],
  'suppressed-by-ses': [
    'permanent',
    "the address is on SES's global suppression list, where addresses are that lately bounced as invalid for any sender",
  ],
  'mailbox-full': ['soft', 'the mailbox is full'],
  'temporary-failure': ['soft', 'the receiving server could not take the message'],
  undetermined: ['soft', 'SES could not tell the cause'],
  abuse: ['complaint', 'the message was marked as spam'],
  'auth-failure': ['complaint', 'the message failed authentication'],
  fraud: ['complaint', 'the message was marked as fraud or phishing'],
  virus: ['complaint', 'the message was reported to carry a virus'],
  other: ['complaint', 'the message is unwanted, for a reason not among the usual ones'],
  'unknown-report': ['complaint', 'the report is of a kind that Sesame does not know'],
  'no-report': ['complaint', 'no report says why'],
  unsubscribed: ['unsubscribe', 'by the link or the button of a message'],
};

/** What the more telling of the codes mean that receiving servers give for good (RFC 3463, RFC 7505). */
const meaningOfStatus = new Map([
  ['5.1.1', 'the address does not exist'],
  ['5.1.2', 'the domain of the address does not exist'],
  ['5.1.6', 'the mailbox has moved and left no new address'],
  ['5.1.10', 'the domain of the address takes no mail'],
  ['5.2.1', 'the mailbox is disabled'],
]);

/**
 * Why an address is suppressed, as a sentence for people. It is made of codes alone: what the receiving server wrote can
 * hold addresses.
 */
export function reasonInWords({ origin, reason }: Pick<ShownSuppression, 'origin' | 'reason'>): string {
  if (reason === undefined) return withoutReason(origin);
  const { code, status } = reason;
  const [what, why] = sentences[code];
  const meaning = code === 'general' && status !== undefined ? meaningOfStatus.get(status) : undefined;
  const said = { permanent, complaint, unsubscribe, soft: softBounces() };
  return `${said[what]}: ${meaning ?? why}${status === undefined ? '' : ` (${status})`}.`;
}

function withoutReason(origin: ShownSuppression['origin']): string {
  if (origin === 'manual') return 'A person added this address.';
  return `${origin === 'bounce' ? permanent : complaint}.`;
}

function softBounces(): string {
  const { bounces, withinMs, spanningMs } = softBounceLimit;
  const window = `within ${withinMs / (24 * hour)} days, over at least ${spanningMs / hour} hours`;
  return `SES reported at least ${bounces} temporary bounces ${window}; the last`;
}
