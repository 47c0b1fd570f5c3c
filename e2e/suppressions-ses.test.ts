import { randomUUID } from 'node:crypto';
import { ListSuppressedDestinationsCommand, PutSuppressedDestinationCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { call, send, shared, simulated, timePasses } from './given';
import { clientOfSomebody } from './people';
import { eventually, isSuppressed } from './then';

const minute = 60_000;
/** SES takes one request of a kind a second, from whoever asks: our functions ask too. */
const patiently = { withinMs: 50_000, everyMs: 1_100 };

const anAddress = () => `Jane.${randomUUID().slice(0, 8)}@example.net`;
const pathOf = (address: string) => `/suppressions/${encodeURIComponent(address)}`;

/** What SES's own list holds, by the spelling it has there. */
async function listOfSes(): Promise<Map<string, string>> {
  const ses = new SESv2Client(await clientOfSomebody(shared, 'ses:ListSuppressedDestinations'));
  const { SuppressedDestinationSummaries: lines = [] } = await ses.send(new ListSuppressedDestinationsCommand({}));
  return new Map(lines.map(({ EmailAddress = '', Reason = '' }) => [EmailAddress, Reason]));
}

/** Adds to SES's own list as a person in the console does. */
const putInSes = (EmailAddress: string, Reason: 'BOUNCE' | 'COMPLAINT') =>
  eventually(async () => {
    const ses = new SESv2Client(await clientOfSomebody(shared, 'ses:PutSuppressedDestination'));
    await ses.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason }));
  }, patiently);

test('SES’s own list follows what people add to ours and remove from it', async () => {
  const address = anAddress();
  await call(shared, 'POST', '/suppressions', { body: { email: address } });
  expect(await call(shared, 'GET', pathOf(address))).toMatchObject({ body: { synced_to_ses: false } });
  await timePasses(shared, minute);
  await eventually(async () => {
    expect(await call(shared, 'GET', pathOf(address))).toMatchObject({ body: { synced_to_ses: true } });
  }, patiently);
  await eventually(async () => expect((await listOfSes()).get(address)).toBe('BOUNCE'), patiently);

  await call(shared, 'DELETE', pathOf(address.toLowerCase()));
  await timePasses(shared, minute);
  await eventually(async () => expect((await listOfSes()).has(address)).toBe(false), patiently);
}, 170_000);

test('what is added in SES’s console comes to our list with its reason, and mail to it is refused', async () => {
  const address = anAddress();
  await putInSes(address, 'COMPLAINT');
  await timePasses(shared, 16 * minute);
  await eventually(async () => {
    expect(await call(shared, 'GET', pathOf(address))).toMatchObject({
      status: 200,
      body: { email: address, origin: 'complaint', source_id: null, synced_to_ses: true },
    });
  }, patiently);
  expect(await send(shared, address)).toMatchObject({ status: 422, body: { name: 'recipient_suppressed' } });
}, 120_000);

test('what a person removes does not come back from SES’s own list, and goes from there too', async () => {
  const address = simulated('bounce');
  await send(shared, address);
  await isSuppressed(shared, address, 'bounce');
  // SES adds to its own list what bounces, but nothing of its mailbox simulator's.
  await putInSes(address, 'BOUNCE');

  await call(shared, 'DELETE', pathOf(address));
  await timePasses(shared, 16 * minute);
  await eventually(async () => expect((await listOfSes()).has(address)).toBe(false), patiently);
  expect(await call(shared, 'GET', pathOf(address))).toMatchObject({ status: 404 });
}, 120_000);
