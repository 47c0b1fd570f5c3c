import { send, shared } from './given';
import { isSuppressed } from './then';

test('mail to a person who complained is not sent again', async () => {
  const address = 'complaint@simulator.amazonses.com';
  expect(await send(shared, address)).toMatchObject({ status: 200 });
  await isSuppressed(shared, address, 'complaint');
  expect(await send(shared, address)).toMatchObject({ status: 422, body: { name: 'recipient_suppressed' } });
});
