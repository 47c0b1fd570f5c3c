import type { Email, NameAndValue } from './email';
import { unsubscribeUrl } from './unsubscribe-token';

/** How many headers an e-mail with these may have beside them: SES takes fifteen (SES API v2, Message). */
export const headersBesideListUnsubscribe = 13;

/**
 * The two headers by which a mail provider offers to unsubscribe with one click (RFC 8058); none for mail that nobody can
 * unsubscribe from. The RFC wants both covered by a valid DKIM signature, which SES makes; that its signature covers
 * `List-Unsubscribe-Post` as well is unverified.
 */
export function listUnsubscribeHeaders(
  { id, unsubscribeToken: secret }: Pick<Email, 'id' | 'unsubscribeToken'>,
  apiUrl: string,
): NameAndValue[] {
  if (secret === undefined) return [];
  return [
    { name: 'List-Unsubscribe', value: `<${unsubscribeUrl(apiUrl, { id, secret })}>` },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
  ];
}
