import { call, send, timePasses } from './given';
import { type SesameProcess, startSesame } from './sesame-process';
import { eventually } from './then';

/** `SESAME_CRASH_SENDS=1000` tells the story at the length that CONTRIBUTING names; by default it is short. */
const sends = Number(process.env['SESAME_CRASH_SENDS'] ?? 200);
const offeredAtOnce = 20;
/** In the middle, while deliveries are in flight. */
const killAfter = sends / 2;
/** What deliver may have in flight: five invocations at a time of ten messages each. */
const deliveriesInFlight = 50;
const minute = 60_000;
/** This story is not about what SES throttles. */
const fastSes = { SESAME_SES_MAX_SEND_RATE: '1000' };

let sesame: SesameProcess;
afterEach(() => sesame.kill());

test('kill -9 in the middle of many sends loses none, and says where it does not know', async () => {
  sesame = await startSesame(undefined, fastSes);
  const accepted = new Map<string, string>();
  let offered = 0;
  let killed: Promise<void> | undefined;

  const offer = async (until: () => boolean) => {
    while (offered < sends && !until()) {
      const address = `bounce+${++offered}@simulator.amazonses.com`;
      // An offer that meets the dead process is not accepted; its caller would offer it again.
      const answer = await send(sesame, address).catch(() => undefined);
      if (answer?.status === 200) accepted.set(address, String(answer.body['id']));
      if (accepted.size === killAfter) killed ??= sesame.kill();
    }
  };
  await atOnce(() => offer(() => killed !== undefined));
  await killed;

  sesame = await startSesame(sesame.dataFolder, fastSes);
  await atOnce(() => offer(() => false));
  expect(accepted.size).toBeGreaterThanOrEqual(sends - offeredAtOnce);
  // What was claimed and not recorded is due after a minute; what waited for a dead deliver comes back after three.
  for (let passed = 0; passed < 6; passed++) await timePasses(sesame, minute);

  const unknown: string[] = [];
  const told = [...accepted];
  const check = async () => {
    for (let next = told.pop(); next !== undefined; next = told.pop())
      if (!(await isSettled(...next))) unknown.push(next[1]);
  };
  await atOnce(check);
  expect(unknown.length).toBeLessThanOrEqual(deliveriesInFlight);
}, 300_000);

function atOnce(deed: () => Promise<void>): Promise<void[]> {
  return Promise.all(Array.from({ length: offeredAtOnce }, deed));
}

/** Waits until an accepted e-mail ended suppressed; false where SES never got it, and Sesame says that it does not know. */
function isSettled(address: string, id: string): Promise<boolean> {
  return eventually(
    async () => {
      const { body: email } = await call(sesame, 'GET', `/emails/${id}`);
      const { status, body: entry } = await call(sesame, 'GET', `/suppressions/${encodeURIComponent(address)}`);
      if (email['delivery_status'] === 'unknown' && status === 404) return false;
      expect({ deliveryStatus: email['delivery_status'], origin: entry['origin'] }).toEqual({
        deliveryStatus: expect.stringMatching(/^(sent|unknown)$/),
        origin: 'bounce',
      });
      return true;
    },
    { withinMs: 60_000 },
  );
}
