import { reasonCodes } from './reason';
import { reasonInWords } from './reason-in-words';

test.each([
  ['5.1.1', 'SES reported a permanent bounce: the address does not exist (5.1.1).'],
  ['5.2.1', 'SES reported a permanent bounce: the mailbox is disabled (5.2.1).'],
  ['5.7.1', 'SES reported a permanent bounce: the receiving server refuses mail to this address for good (5.7.1).'],
])('a permanent bounce with the code %s says what the code means', (status, sentence) => {
  expect(reasonInWords({ origin: 'bounce', reason: { code: 'general', status } })).toBe(sentence);
});

test('soft bounces say the rule that they met, and what the last one said', () => {
  expect(reasonInWords({ origin: 'bounce', reason: { code: 'mailbox-full', status: '4.2.2' } })).toBe(
    'SES reported at least 5 temporary bounces within 14 days, over at least 72 hours; the last: ' +
      'the mailbox is full (4.2.2).',
  );
});

test('a complaint says what its report says', () => {
  expect(reasonInWords({ origin: 'complaint', reason: { code: 'abuse' } })).toBe(
    "SES reported a complaint from the recipient's mail provider: the message was marked as spam.",
  );
});

test('every reason is a sentence of its own', () => {
  const sentences = reasonCodes.map((code) => reasonInWords({ origin: 'bounce', reason: { code } }));
  expect(new Set(sentences).size).toBe(reasonCodes.length);
  expect(sentences.filter((sentence) => !/^(SES reported|The recipient unsubscribed:) .*\w\.$/.test(sentence))).toEqual(
    [],
  );
});

test.each([
  ['bounce', 'SES reported a permanent bounce.'],
  ['complaint', "SES reported a complaint from the recipient's mail provider."],
  ['manual', 'A person added this address.'],
] as const)('an entry without a reason says that it is a %s', (origin, sentence) => {
  expect(reasonInWords({ origin })).toBe(sentence);
});

test('an unsubscribe is told as the wish of the recipient', () => {
  expect(reasonInWords({ origin: 'manual', reason: { code: 'unsubscribed' } })).toBe(
    'The recipient unsubscribed: by the link or the button of a message.',
  );
});
