import { randomBytes } from 'node:crypto';

/**
 * An id as SES gives to messages and to feedback in us-east-1: `0100`, the time in milliseconds as twelve hexadecimal
 * digits, then a random part and `-000000` (observed; SES promises no form).
 */
export function messageId(timeMs: number, random: Buffer = randomBytes(16)): string {
  const digits = random.toString('hex');
  const groups = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ];
  return `0100${timeMs.toString(16).padStart(12, '0')}-${groups.join('-')}-000000`;
}
