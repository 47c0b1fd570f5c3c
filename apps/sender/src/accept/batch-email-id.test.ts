import { isUuid } from '@sesame/email';
import { batchEmailId } from './batch-email-id';

const claimedAt = new Date('2026-11-22T12:00:00.000Z');

test('the ids of a batch follow from its claim, differ, and are in the order of its entries', () => {
  const ids = Array.from({ length: 100 }, (_, index) => batchEmailId('own#key#a', claimedAt, index));

  expect(ids.every((id) => isUuid(id) && id.charAt(14) === '7')).toBe(true);
  expect(new Set(ids).size).toBe(100);
  expect([...ids].sort()).toEqual(ids);
  expect(batchEmailId('own#key#a', claimedAt, 7)).toBe(ids[7]);
});

test('another claim of the same key, a day later, has other ids', () => {
  const later = new Date(claimedAt.getTime() + 24 * 60 * 60_000);

  expect(batchEmailId('own#key#a', later, 0).slice(-12)).not.toBe(batchEmailId('own#key#a', claimedAt, 0).slice(-12));
  expect(batchEmailId('own#key#b', claimedAt, 0)).not.toBe(batchEmailId('own#key#a', claimedAt, 0));
});
