import { createHmac } from 'node:crypto';
import { UsageError } from '../place-options';

/** Of a pseudonym as much as the ledger has of a hash: 132 bits. */
const characters = 22;
/** A shorter one could be found by trying. */
const fewestBytes = 32;

/** Gives one name to everything that is the same, and another one to everything else of its kind. */
export type Pseudonyms = (kind: 'message' | 'recipient' | 'link', name: string) => string;

/**
 * Names that only the secret leads to: HMAC-SHA-256. Whoever has not got it can neither make the name of an address nor see
 * that names made with another secret, or keys of the suppression list, are of the same person.
 */
export function pseudonyms(secret: Uint8Array): Pseudonyms {
  return (kind, name) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([kind, name]))
      .digest('base64url')
      .slice(0, characters);
}

/**
 * The secret in a file, without white space around it.
 * @throws UsageError when it is shorter than 32 bytes
 */
export function secretIn(file: string): Uint8Array {
  const secret = Buffer.from(file.trim());
  if (secret.length >= fewestBytes) return secret;
  throw new UsageError(
    `The secret has ${secret.length} bytes, and must have ${fewestBytes} or more. openssl rand -base64 48 makes one.`,
  );
}
