import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { isUuid } from '@sesame/email';

const token = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{22})$/;

/** A new secret of one e-mail: 128 random bits, base64url. Who has it can unsubscribe its recipient, and nothing else. */
export function newUnsubscribeToken(): string {
  return randomBytes(16).toString('base64url');
}

/** The secret of one e-mail of many, 128 bits that follow from a secret of all of them: whoever makes it again makes the same. */
export function unsubscribeTokenOf(secretOfAll: string, id: string): string {
  return createHmac('sha256', secretOfAll).update(id).digest().subarray(0, 16).toString('base64url');
}

/** Where the recipient of an e-mail unsubscribes, by the page as by one click. */
export function unsubscribeUrl(apiUrl: string, { id, secret }: { id: string; secret: string }): string {
  return `${apiUrl}/unsubscribe/${id}.${secret}`;
}

/** What a path says after `/unsubscribe/`; `undefined` for what no URL of ours ends in. */
export function parseUnsubscribePath(text: string): { id: string; secret: string } | undefined {
  const [, id = '', secret = ''] = token.exec(text) ?? [];
  return isUuid(id) ? { id, secret } : undefined;
}

/** Whether both are the same, in a time that tells nothing of how alike they are; nothing equals what is missing. */
export function isSameSecret(given: string, kept: string | undefined): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const isSame = timingSafeEqual(hash(given), hash(kept ?? ''));
  return isSame && kept !== undefined;
}
