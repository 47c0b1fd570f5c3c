import type { Fact } from '@sesame/ledger';
import type { EmailChange } from '../email-change';

/**
 * What an e-mail whose delivery nobody recorded is, by what SES said of it; `undefined` while SES said nothing. Any event
 * with its tag means that SES took it, so it was sent; a refusal after that (a virus, content that could not be rendered)
 * means that it went no further.
 */
export function whatBecameOf(facts: readonly Fact[]): (EmailChange & { status: 'sent' | 'failed' }) | undefined {
  const refusal = facts.find(({ details: { type } }) => type === 'reject' || type === 'rendering-failure');
  const [fact = refusal] = facts;
  if (!fact) return undefined;
  const known = { messageId: fact.messageId, due: undefined } as const;
  if (!refusal) return { ...known, status: 'sent', error: undefined };

  const error =
    refusal.details.type === 'reject'
      ? { name: 'Reject', message: 'Amazon SES took the message and refused to deliver it, because it holds a virus.' }
      : { name: 'RenderingFailure', message: 'Amazon SES took the message and could not render it.' };
  return { ...known, status: 'failed', error };
}
