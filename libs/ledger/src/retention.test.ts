import { retention } from './retention.cjs';

test('the days of a deployment are what the functions read', () => {
  expect(retention({ LedgerDays: 90, RollupDays: '400' })).toEqual({ ledgerDays: '90', rollupDays: '400' });
  expect(retention({ LedgerDays: '15', RollupDays: 15 })).toEqual({ ledgerDays: '15', rollupDays: '15' });
});

test.each([
  [{ LedgerDays: 14 }, 'LedgerDays is 14, and must be a whole number of days from 15 to 3650.'],
  [{ LedgerDays: '90 days' }, 'LedgerDays is "90 days"'],
  [{ LedgerDays: 90.5 }, 'LedgerDays is 90.5'],
  [{ LedgerDays: '' }, 'LedgerDays is ""'],
  [{ RollupDays: 4000 }, 'RollupDays is 4000'],
  [{ LedgerDays: 500 }, 'RollupDays is 400, and LedgerDays is 500'],
])('%j is refused when a service is packaged', (changed, message) => {
  expect(() => retention({ LedgerDays: 90, RollupDays: 400, ...changed })).toThrow(message);
});
