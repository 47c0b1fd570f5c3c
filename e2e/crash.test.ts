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

/** What can be told of an accepted e-mail: SES had it; nobody knows; SES never had it, as far as anybody heard. */
const sent = { status: 'sent', lastEvent: 'bounced', origin: 'bounce' };
const unknown = { status: 'unknown' };
const notConfirmed = { status: 'failed', error: 'not_confirmed', lastEvent: 'failed', origin: undefined };

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
  // What was claimed and not recorded is due after a minute; what waited for a dead function comes back after three.
  for (let passed = 0; passed < 6; passed++) await timePasses(sesame, minute);
  await each(accepted, (address, id) => isToldAs(address, id, [sent, unknown]));

  // A quarter of an hour after its claim, what nobody has heard of has failed.
  for (let passed = 0; passed < 12; passed++) await timePasses(sesame, minute);
  let failed = 0;
  await each(accepted, async (address, id) => {
    if ((await isToldAs(address, id, [sent, notConfirmed])) === notConfirmed) failed += 1;
  });
  expect(failed).toBeLessThanOrEqual(deliveriesInFlight);
}, 300_000);

function atOnce(deed: () => Promise<void>): Promise<void[]> {
  return Promise.all(Array.from({ length: offeredAtOnce }, deed));
}

async function each(
  accepted: Map<string, string>,
  deed: (address: string, id: string) => Promise<unknown>,
): Promise<void> {
  const left = [...accepted];
  await atOnce(async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) await deed(...next);
  });
}

/** Waits until Sesame tells one of these of an accepted e-mail, and answers which. */
function isToldAs<Told extends object>(address: string, id: string, expected: Told[]): Promise<Told> {
  return eventually(
    async () => {
      const { body: email } = await call(sesame, 'GET', `/emails/${id}`);
      const { body: entry } = await call(sesame, 'GET', `/suppressions/${encodeURIComponent(address)}`);
      const told = {
        status: email['delivery_status'],
        lastEvent: email['last_event'],
        error: (email['error'] as { name?: string } | undefined)?.name,
        origin: entry['origin'],
      };
      const found = expected.find((one) =>
        Object.entries(one).every(([name, value]) => Reflect.get(told, name) === value),
      );
      if (found) return found;
      throw new Error(`Of an accepted e-mail is told ${JSON.stringify(told)}`);
    },
    { withinMs: 60_000 },
  );
}
