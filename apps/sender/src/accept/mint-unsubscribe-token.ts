import type { AskedDraft } from './draft';

/**
 * Gives marketing mail the secret that its one recipient unsubscribes with. It is the first thing that happens to a request,
 * since the content of an e-mail by a template may hold the link.
 */
export function mintUnsubscribeToken(draft: AskedDraft, newToken: (id: string) => string): AskedDraft {
  return draft.request.stream === 'marketing' ? { ...draft, unsubscribeToken: newToken(draft.id) } : draft;
}
