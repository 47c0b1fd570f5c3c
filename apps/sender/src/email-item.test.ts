import { anEmail } from './email.fixture';
import { contentSortKey, fromEmailItem, toEmailItem } from './email-item';

test.each([
  ['just accepted', anEmail()],
  ['sent', anEmail({ status: 'sent', due: undefined, attempt: 'a', messageId: '0100-000000' })],
  [
    'unknown',
    anEmail({
      status: 'unknown',
      attempt: 'a',
      claimedAt: new Date('2026-11-22T12:00:30.000Z'),
      resendUnconfirmed: true,
    }),
  ],
  [
    'held',
    anEmail({
      status: 'held',
      heldReason: 'quota',
      error: { name: 'LimitExceededException', message: 'Daily message quota exceeded.' },
      headers: [{ name: 'X-Order', value: '7' }],
      tags: [{ name: 'campaign', value: 'spring' }],
      suppressed: ['ada@example.net'],
    }),
  ],
])('an e-mail that is %s comes back from its item as it was', (_, email) => {
  expect(fromEmailItem(toEmailItem(email))).toEqual(email);
});

test('an item is kept for ninety days, and is in the index of what is due only while something is to happen', () => {
  expect(toEmailItem(anEmail())).toMatchObject({
    pk: 'own#01936f9e-2c00-7000-8000-0000000000ab',
    sk: 'email',
    due_pk: 'own#due#11',
    due_sk: '2026-11-22T12:01:00.000Z#01936f9e-2c00-7000-8000-0000000000ab',
    expires: Date.parse('2027-02-20T12:00:00Z') / 1000,
  });
  expect(Object.keys(toEmailItem(anEmail({ status: 'sent', due: undefined })))).not.toContain('due_pk');
});

test('the chunks of a content sort in their order', () => {
  const keys = Array.from({ length: 20 }, (_, n) => contentSortKey(n));

  expect([...keys].sort()).toEqual(keys);
});
