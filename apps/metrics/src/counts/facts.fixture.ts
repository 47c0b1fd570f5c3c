import { factId, type Fact, type FactDetails } from '@sesame/ledger';
import fc from 'fast-check';

const details: FactDetails[] = [
  { type: 'send', recipients: 3 },
  { type: 'delivery' },
  { type: 'bounce', feedbackId: 'f-1', bounceType: 'Permanent', bounceSubType: 'General' },
  { type: 'bounce', feedbackId: 'f-2', bounceType: 'Transient', bounceSubType: 'MailboxFull' },
  { type: 'bounce', feedbackId: 'f-3', bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' },
  { type: 'complaint', feedbackId: 'f-4' },
  { type: 'open' },
  { type: 'first-open' },
  { type: 'click', link: 'a' },
  { type: 'first-click' },
  { type: 'unsubscribe' },
  { type: 'delivery-delay', delayType: 'MailboxFull' },
];

/** For tests: a delivery, with what a test changes about it. */
export function aFact(changed: Partial<Fact> = {}): Fact {
  const sentAt = new Date('2026-11-22T12:00:00.000Z');
  return {
    connection: 'own',
    messageId: 'm-1',
    time: sentAt,
    sentAt,
    recipient: 'r-1',
    configurationSet: 'sesame-local-transactional',
    fromDomain: 'example.com',
    details: { type: 'delivery' },
    ...changed,
  };
}

/**
 * For laws: facts of a few messages that were sent within minutes of the end of a year, and of what became of them up to an
 * hour and a half later, or up to an hour earlier by a clock that is wrong; each fact once.
 */
export const facts: fc.Arbitrary<Fact[]> = fc.uniqueArray(
  fc
    .record({
      message: fc.integer({ min: 0, max: 9 }),
      afterMs: fc.integer({ min: -3_600_000, max: 90 * 60_000 }),
      recipient: fc.constantFrom('r-1', 'r-2'),
      stream: fc.constantFrom('transactional', 'marketing'),
      campaign: fc.option(fc.constantFrom('spring', 'autumn', '__proto__'), { nil: undefined }),
      details: fc.constantFrom(...details),
    })
    .map(({ message, afterMs, recipient, stream, campaign, details }) => {
      const sentAt = new Date(Date.UTC(2026, 11, 31, 23, 55) + message * 67_000);
      return aFact({
        messageId: `m-${message}`,
        sentAt,
        time: new Date(sentAt.getTime() + afterMs),
        recipient,
        configurationSet: `sesame-local-${stream}`,
        ...(campaign !== undefined && { tags: { campaign } }),
        details,
      });
    }),
  { maxLength: 40, selector: factId },
);
