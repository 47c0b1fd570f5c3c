import { randomBytes } from 'node:crypto';

/** 192 bits: nobody guesses one, and no hash of one can be searched for. */
const size = 24;

/** A new key: `ss_` and 32 characters of base64url. `random` returns that many random bytes. */
export function newToken(random: (size: number) => Uint8Array = randomBytes): string {
  return `ss_${Buffer.from(random(size)).toString('base64url')}`;
}
