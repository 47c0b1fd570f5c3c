import { each, type Preparation } from './draft';

/** Gives marketing mail the secret that its one recipient unsubscribes with. */
export function mintUnsubscribeToken({ newUnsubscribeToken }: { newUnsubscribeToken: () => string }): Preparation {
  return each((draft) =>
    draft.request.stream === 'marketing' ? { ...draft, unsubscribeToken: newUnsubscribeToken() } : draft,
  );
}
