import { randomBytes } from 'node:crypto';
import { each, type Preparation } from './draft';

/** Gives marketing mail the secret that its one recipient unsubscribes with. */
export function mintUnsubscribeToken({ newUnsubscribeToken }: { newUnsubscribeToken: () => string }): Preparation {
  return each((draft) =>
    draft.request.stream === 'marketing' ? { ...draft, unsubscribeToken: newUnsubscribeToken() } : draft,
  );
}

/** 128 random bits in base64url, 22 characters: nobody guesses one. */
export function newUnsubscribeToken(): string {
  return randomBytes(16).toString('base64url');
}
