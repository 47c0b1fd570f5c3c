import fc from 'fast-check';
import type { Fact } from './fact';
import type { FactDetails } from './fact-details';
import { recipientHash, shortHash } from './hash';

/** For tests: a delivery, with what a test changes about it. */
export function aFact(changed: Partial<Fact> = {}): Fact {
  return {
    connection: 'own',
    messageId: '0102019aa2583cf3-86ef113d-138b-c18e-b132-457eb1872ecf-000000',
    emailId: '01936f9e-2c00-7000-8000-0000000000ab',
    time: new Date('2026-11-22T12:00:01.500Z'),
    sentAt: new Date('2026-11-22T12:00:00.000Z'),
    recipient: recipientHash('own', 'ada@example.net'),
    configurationSet: 'sesame-local-transactional',
    fromDomain: 'example.com',
    template: 'welcome-3',
    tags: { campaign: 'spring' },
    simulatedRecipients: 1,
    details: { type: 'delivery' },
    ...changed,
  };
}

/** For tests: what a fact of each kind says. */
export const someDetails = {
  send: { type: 'send', recipients: 1 },
  delivery: { type: 'delivery' },
  hardBounce: { type: 'bounce', feedbackId: 'f-1', bounceType: 'Permanent', bounceSubType: 'General', status: '5.1.1' },
  softBounce: { type: 'bounce', feedbackId: 'f-2', bounceType: 'Transient', bounceSubType: 'General' },
  heldBounce: { type: 'bounce', feedbackId: 'f-3', bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' },
  complaint: { type: 'complaint', feedbackId: 'f-4', complaintFeedbackType: 'abuse' },
  heldComplaint: { type: 'complaint', feedbackId: 'f-5', complaintSubType: 'OnAccountSuppressionList' },
  notSpam: { type: 'complaint', feedbackId: 'f-6', complaintFeedbackType: 'not-spam' },
  delay: { type: 'delivery-delay', delayType: 'MailboxFull' },
  reject: { type: 'reject' },
  renderingFailure: { type: 'rendering-failure' },
  open: { type: 'open' },
  click: { type: 'click', link: shortHash('a'), origin: 'https://example.com' },
  firstOpen: { type: 'first-open' },
  firstClick: { type: 'first-click' },
  subscription: { type: 'subscription' },
  unsubscribe: { type: 'unsubscribe' },
  other: { type: 'other', eventType: 'Mailbox Moved', record: shortHash('b') },
} as const satisfies Record<string, FactDetails>;

/** For laws: facts of every kind about one message, few enough times and recipients for some to be the same. */
export const facts = fc.array(
  fc
    .record({
      time: fc.integer({ min: 0, max: 5 }).map((minutes) => new Date(Date.UTC(2026, 10, 22, 23, 57 + minutes))),
      recipient: fc.option(
        fc.constantFrom('a', 'b').map((name) => recipientHash('own', `${name}@example.net`)),
        {
          nil: undefined,
        },
      ),
      details: fc.constantFrom(...Object.values(someDetails)),
    })
    .map(aFact),
  { maxLength: 60 },
);
