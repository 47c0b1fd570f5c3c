import { createRequestRate } from './request-rate';
import { refusal } from './ses-under-test';

test('a second request within a second is refused, and each operation has its own second', () => {
  let now = 0;
  const take = createRequestRate({ now: () => now }, 1);
  take('PutSuppressedDestination');
  take('ListSuppressedDestinations');
  now = 999;
  expect(() => take('PutSuppressedDestination')).toThrow(refusal('TooManyRequestsException', 'Rate exceeded', 429));
  now = 1_000;
  expect(() => take('PutSuppressedDestination')).not.toThrow();
});
