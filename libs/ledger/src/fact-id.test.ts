import { aFact, someDetails } from './fact.fixture';
import { factId } from './fact-id';
import type { FactDetails } from './fact-details';
import { shortHash } from './hash';

const later = new Date('2026-11-22T12:34:56.789Z');
const { hardBounce, complaint, open, click, delay, subscription } = someDetails;

test('the id of a fact is a UUID that depends on nothing else', () => {
  expect(factId(aFact())).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(factId(aFact({ sentAt: later, configurationSet: undefined, tags: undefined, emailId: undefined }))).toBe(
    factId(aFact()),
  );
});

test.each(Object.entries(someDetails))('two recipients of one message are two facts: %s', (_, details) => {
  expect(factId(aFact({ details, recipient: 'b' }))).not.toBe(factId(aFact({ details, recipient: 'a' })));
  expect(factId(aFact({ details, recipient: undefined }))).not.toBe(factId(aFact({ details, recipient: 'a' })));
});

test.each<[string, FactDetails]>([
  ['open', open],
  ['click', click],
  ['delay', delay],
  ['subscription', subscription],
])('what happens at another time is another fact: %s', (_, details) => {
  expect(factId(aFact({ details, time: later }))).not.toBe(factId(aFact({ details })));
});

test.each(['send', 'delivery', 'reject', 'renderingFailure', 'hardBounce', 'complaint', 'other'] as const)(
  'what happens once is one fact: %s',
  (name) => {
    const details = someDetails[name];
    expect(factId(aFact({ details, time: later }))).toBe(factId(aFact({ details })));
  },
);

test('two links clicked at the same moment are two facts, and so are two feedbacks', () => {
  const ids = [
    click,
    { ...click, link: shortHash('another') },
    hardBounce,
    { ...hardBounce, feedbackId: 'f-9' },
    complaint,
  ].map((details) => factId(aFact({ details })));
  expect(new Set(ids).size).toBe(5);
});

test('a feedback is the same whichever message it names', () => {
  expect(factId(aFact({ details: hardBounce, messageId: 'x' }))).toBe(factId(aFact({ details: hardBounce })));
});
