import { hash } from 'node:crypto';
import { uuidText } from '@sesame/email';
import type { Fact } from './fact';

/**
 * The id of a fact: a UUIDv8 (RFC 9562) made of the SHA-256 of its natural key, so that the same fact has the same id
 * however often SES publishes it. A bounce or a complaint is its feedback and its recipient; everything else is its type,
 * its message and its recipient, and its time too where it can happen again. An unsubscribe is that of an e-mail, which
 * has Sesame's id before it has SES's.
 */
export function factId(fact: Fact): string {
  const bytes = hash('sha256', JSON.stringify(naturalKey(fact)), 'buffer').subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return uuidText(bytes);
}

function naturalKey({ connection, messageId, emailId, time, recipient = '', details }: Fact): string[] {
  const once = [connection, details.type, messageId, recipient];
  switch (details.type) {
    case 'bounce':
    case 'complaint':
      return [connection, details.type, details.feedbackId, recipient];
    case 'send':
    case 'delivery':
    case 'reject':
    case 'rendering-failure':
    case 'first-open':
    case 'first-click':
      return once;
    case 'open':
    case 'subscription':
      return [...once, time.toISOString()];
    case 'unsubscribe':
      return [connection, details.type, emailId ?? messageId, recipient];
    case 'delivery-delay':
      return [...once, time.toISOString(), details.delayType];
    case 'click':
      return [...once, time.toISOString(), details.link];
    case 'other':
      return [...once, details.record];
  }
}
