import { send, shared, simulated, timePasses } from './given';
import { eventually, isSuppressed } from './then';

const day = 24 * 3_600_000;

test('after a day, when every session has expired and the copy of the identities is old, mail goes on', async () => {
  const before = simulated('bounce');
  await send(shared, before);
  await isSuppressed(shared, before, 'bounce');

  await timePasses(shared, day);
  const after = simulated('bounce');
  await eventually(async () => {
    const { status, headers } = await send(shared, after);
    // Until the identities have been synced again nobody knows who may send, and the answer says when to ask again.
    if (status === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(status).toBe(200);
  });
  await isSuppressed(shared, after, 'bounce');
  expect(await send(shared, before)).toMatchObject({ status: 422, body: { name: 'recipient_suppressed' } });
});
