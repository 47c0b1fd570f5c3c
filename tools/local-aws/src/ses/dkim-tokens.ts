import { createHash } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** The three names under which a domain would publish its DKIM keys: always the same ones for one domain. */
export function dkimTokens(domain: string): string[] {
  return [1, 2, 3].map((number) => {
    const digest = createHash('sha256').update(`${domain}#${number}`).digest();
    return [...digest].map((byte) => letters[byte % letters.length]).join('');
  });
}
