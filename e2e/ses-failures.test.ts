import { call, send, simulated, timePasses } from './given';
import { type SesameProcess, startSesame } from './sesame-process';
import { eventually, hasStatus, mailTo } from './then';

const minute = 60_000;
const deliver = { service: 'ses', operation: 'SendEmail', function: 'sender-deliver' };

let sesame: SesameProcess;
beforeAll(async () => {
  sesame = await startSesame();
}, 60_000);
beforeEach(() => door('DELETE'));
afterAll(() => sesame.stop());

/** Calls the faults door; what it is given goes wrong from now on. */
async function door(method: string, fault?: object): Promise<{ hit: number }[]> {
  const body = fault === undefined ? {} : { body: JSON.stringify(fault) };
  const response = await fetch(`${sesame.aws}/_sesame/faults`, { method, ...body });
  if (!response.ok) throw new Error(`The faults door answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as { hit: number }[];
}

/** Accepts an e-mail, and waits until SES was asked about it for the first time, which went wrong. */
async function sentInto(fault: object): Promise<{ id: string; address: string }> {
  await door('POST', { ...deliver, ...fault });
  const address = simulated('success');
  const { status, body } = await send(sesame, address);
  expect(status).toBe(200);
  await eventually(async () => expect(await door('GET')).toMatchObject([{ hit: 1 }]));
  return { id: String(body['id']), address };
}

test('what SES throttles is tried again, and goes out once', async () => {
  const { id, address } = await sentInto({ kind: 'throttle', count: 1 });
  await hasStatus(sesame, id, 'held');
  expect(await mailTo(sesame, address)).toEqual([]);
  await timePasses(sesame, 2 * minute);
  await hasStatus(sesame, id, 'sent');
  expect(await mailTo(sesame, address)).toHaveLength(1);
}, 60_000);

test.each(['error', 'reset-before'])(
  'after %s nobody knows whether SES took it, so it is never given to SES again',
  async (kind) => {
    const { id, address } = await sentInto({ kind, count: 1 });
    await hasStatus(sesame, id, 'unknown');
    for (let passed = 0; passed < 3; passed++) await timePasses(sesame, 4 * minute);
    expect(await mailTo(sesame, address)).toEqual([]);
  },
  60_000,
);

test('an e-mail that SES took and whose answer was lost is in the mail once, however long one waits', async () => {
  const { id, address } = await sentInto({ kind: 'reset-after', count: 1 });
  await hasStatusOneOf(id, ['unknown', 'sent']);
  for (let passed = 0; passed < 3; passed++) await timePasses(sesame, 4 * minute);
  await hasStatusOneOf(id, ['unknown', 'sent']);
  expect(await mailTo(sesame, address)).toHaveLength(1);
}, 60_000);

test('while DynamoDB fails nothing is accepted and the caller is told when to ask again; then everything goes on', async () => {
  await door('POST', { service: 'dynamodb', function: 'sender-accept', kind: 'error', rate: 1 });
  const address = simulated('success');
  const refused = await send(sesame, address);
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  await door('DELETE');
  const { status, body } = await send(sesame, address);
  expect(status).toBe(200);
  await hasStatus(sesame, String(body['id']), 'sent');
  expect(await mailTo(sesame, address)).toHaveLength(1);
}, 60_000);

function hasStatusOneOf(id: string, statuses: string[]) {
  return eventually(async () => {
    const { body } = await call(sesame, 'GET', `/emails/${id}`);
    expect(statuses).toContain(body['delivery_status']);
  });
}
