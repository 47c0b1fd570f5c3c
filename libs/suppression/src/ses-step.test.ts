import { withExpiry } from './expiry-mark';
import { markOfFact } from './fact-mark';
import { sesStep } from './ses-step';

const time = new Date('2026-11-22T10:00:00.000Z');
const markOf = (address: string) => markOfFact({ time, feedbackId: '', address });
const removed = '2026-11-22T10:00:00.001Z';

test('what a person added is a bounce to SES, in the spelling of the person', () => {
  expect(sesStep({ state: { manual: markOf('Jane@example.com') } })).toEqual({
    step: 'put',
    address: 'Jane@example.com',
    reason: 'BOUNCE',
  });
});

test('a complaint is one', () => {
  const state = { manual: markOf('jane@example.com'), complaint: markOf('Jane@example.com') };
  expect(sesStep({ state })).toEqual({ step: 'put', address: 'Jane@example.com', reason: 'COMPLAINT' });
});

test('what was removed is taken out under every spelling that is known, once each', () => {
  const state = { bounce: markOf('JANE@example.com'), manual: markOf('jane@example.com'), removed };
  const sesAddresses = ['jane@Example.com', 'Jane@example.com'];
  const step = sesStep({ state, sesAddresses });
  expect(step.step === 'delete' ? step.addresses.map((address) => address.split('@')[0]).sort() : step).toEqual([
    'JANE',
    'Jane',
    'jane',
  ]);
});

test('a wish that ends does not belong in a list without an end, not even while it lasts', () => {
  const manual = withExpiry(markOf('jane@example.com'), new Date('2027-01-01T00:00:00.000Z'));
  expect(sesStep({ state: { manual } })).toEqual({ step: 'delete', addresses: ['jane@example.com'] });
  expect(sesStep({ state: { manual, bounce: markOf('jane@example.com') } })).toMatchObject({ step: 'put' });
});
