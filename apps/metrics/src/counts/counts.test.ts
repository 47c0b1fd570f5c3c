import type { FactDetails } from '@sesame/ledger';
import fc from 'fast-check';
import { countsOf, measures, sumOf, type Counts } from './counts';
import { aFact } from './facts.fixture';

const counts: fc.Arbitrary<Counts> = fc.dictionary(fc.constantFrom(...measures), fc.nat({ max: 1_000 }));
const bounce = { type: 'bounce', feedbackId: 'f', bounceType: 'Permanent', bounceSubType: 'General' } as const;

test('sums are associative and commutative, and nothing adds nothing', () => {
  fc.assert(
    fc.property(counts, counts, counts, (a, b, c) => {
      expect(sumOf(sumOf(a, b), c)).toEqual(sumOf(a, sumOf(b, c)));
      expect(sumOf(a, b)).toEqual(sumOf(b, a));
      expect(sumOf(a, {})).toEqual(a);
    }),
  );
});

test.each<[FactDetails, Counts]>([
  [
    { type: 'send', recipients: 3 },
    { sent: 1, recipients: 3, rated_recipients: 3 },
  ],
  [bounce, { bounced_hard: 1, rated_bounces: 1 }],
  [{ ...bounce, bounceSubType: 'OnAccountSuppressionList' }, { suppressed: 1 }],
  [{ ...bounce, bounceSubType: 'OnTenantSuppressionList' }, { suppressed: 1 }],
  [{ ...bounce, bounceType: 'Transient' }, { bounced_soft: 1 }],
  [{ ...bounce, bounceType: 'Undetermined' }, { bounced_undetermined: 1 }],
  [
    { type: 'complaint', feedbackId: 'f' },
    { complained: 1, rated_complaints: 1 },
  ],
  [{ type: 'complaint', feedbackId: 'f', complaintSubType: 'OnAccountSuppressionList' }, { suppressed: 1 }],
  [{ type: 'complaint', feedbackId: 'f', complaintFeedbackType: 'not-spam' }, {}],
  [{ type: 'subscription', optOut: true }, { unsubscribed: 1 }],
  [{ type: 'subscription', optOut: false }, {}],
  [{ type: 'unsubscribe' }, { unsubscribed: 1 }],
])('%j counts as %j', (details, counted) => {
  expect(countsOf(aFact({ details }))).toEqual(counted);
});

test('what is at the mailbox simulator counts, and rates are without it', () => {
  const simulatedRecipients = 1;
  expect(countsOf(aFact({ simulatedRecipients, details: { type: 'send', recipients: 3 } }))).toMatchObject({
    recipients: 3,
    rated_recipients: 2,
  });
  expect(countsOf(aFact({ simulatedRecipients, details: bounce }))).toEqual({ bounced_hard: 1 });
  expect(countsOf(aFact({ simulatedRecipients, details: { type: 'complaint', feedbackId: 'f' } }))).toEqual({
    complained: 1,
  });
});
