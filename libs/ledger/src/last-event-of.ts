import { isHeldBack, isNotSpam } from './effect-of';
import type { Fact } from './fact';

/** From what weighs most to what weighs least, in Resend's words. */
const byWeight = [
  'complained',
  'bounced',
  'suppressed',
  'failed',
  'clicked',
  'opened',
  'delivered',
  'delivery_delayed',
  'sent',
] as const;

/** A word of Resend's for what became of a message. */
export type LastEvent = (typeof byWeight)[number];

/**
 * The one word for all that became of a message, `undefined` when nothing is known. SES promises no order, so it is the
 * weightiest of its facts and not the one that came last: a complaint, then a bounce, then a refusal, then what went well.
 * A recipient who has the message and still bounces softly answered automatically; one who does not has not got it.
 */
export function lastEventOf(facts: readonly Fact[]): LastEvent | undefined {
  const received = new Set(facts.filter(isReceived).map(({ recipient }) => recipient));
  const words = new Set(facts.map((fact) => wordFor(fact, received.has(fact.recipient))));
  return byWeight.find((word) => words.has(word));
}

function isReceived({ details: { type } }: Fact): boolean {
  return type === 'delivery' || type === 'open' || type === 'click';
}

function wordFor({ details }: Fact, hasIt: boolean): LastEvent {
  if (isHeldBack(details)) return 'suppressed';
  switch (details.type) {
    case 'complaint':
      return isNotSpam(details) ? 'delivered' : 'complained';
    case 'bounce':
      return hasIt && details.bounceType !== 'Permanent' ? 'delivered' : 'bounced';
    case 'reject':
    case 'rendering-failure':
      return 'failed';
    case 'click':
    case 'first-click':
      return 'clicked';
    case 'open':
    case 'first-open':
      return 'opened';
    case 'delivery':
      return 'delivered';
    case 'delivery-delay':
      return 'delivery_delayed';
    case 'send':
    case 'subscription':
    case 'unsubscribe':
    case 'other':
      return 'sent';
  }
}
