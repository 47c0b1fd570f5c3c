import type { Stream } from '@sesame/email';
import { costMs, leaseMs, rateOf, type PaceState } from '../pace';
import type { PaceTable } from '../pace-table';
import { pacer, type TurnRequest } from './pacer';

const start = Date.parse('2026-11-22T12:00:00Z');
const known = (next: number, changed: Partial<PaceState['limits']> = {}): PaceState => ({
  next: start + next,
  limits: { rate: 50, quota: -1, sentLast24Hours: 0, sendingEnabled: true, askedAt: new Date(start), ...changed },
});

/** The shared item in memory, a clock that sleeping moves, and a pacer; taking a lease takes `writeMs`. */
function setUp(stored: PaceState, { writeMs = 0 } = {}) {
  let time = start;
  let looked = 0;
  const taken: number[] = [];
  const shared = { item: stored, asked: 0 };
  const reserve: PaceTable['reserve'] = async (assumed, { readyAt, latest, recipients }) => {
    shared.asked += 1;
    time += writeMs;
    const { item } = shared;
    const isIdle = item.next <= readyAt;
    const isAsAssumed = assumed.next <= readyAt === isIdle && assumed.limits?.rate === item.limits?.rate;
    if (!isAsAssumed || item.next > Math.max(latest, readyAt)) return { known: item };
    const from = Math.max(item.next, readyAt);
    shared.item = { ...item, next: from + costMs(recipients, rateOf(item)) };
    taken.push(recipients);
    return { lease: { next: from, until: shared.item.next, rate: rateOf(item) }, known: shared.item };
  };
  const pace = pacer({
    table: { reserve },
    now: () => {
      if ((looked += 1) > 10_000) throw new Error('The clock is looked at without end');
      return time;
    },
    sleep: async (milliseconds) => {
      await new Promise((resolve) => setImmediate(resolve));
      time = Math.max(time, start) + milliseconds;
    },
  });
  const turn = (changed: Partial<TurnRequest> = {}) =>
    pace.turn({ stream: 'transactional', recipients: 1, latest: time + 12_000, ...changed });
  return { pace, turn, shared, taken, passes: (milliseconds: number) => void (time += milliseconds) };
}

const times = (turns: object[]) => turns.map((turn) => ('at' in turn ? Math.round(Number(turn.at) - start) : turn));

test('a batch takes one lease, and its turns are spread evenly', async () => {
  const { pace, turn, taken } = setUp(known(-1_000));
  pace.expect(10);
  const turns = await Promise.all(Array.from({ length: 10 }, () => turn()));

  expect(times(turns)).toEqual([0, 20, 40, 60, 80, 100, 120, 140, 160, 180]);
  expect(taken).toEqual([10]);
});

test('what nobody else asks for within 50 ms is not waited for', async () => {
  const { pace, turn, taken } = setUp(known(-1_000));
  pace.expect(10);
  await Promise.all([turn(), turn()]);

  expect(taken).toEqual([2]);
});

test('more than a lease holds takes another, and a message is never divided', async () => {
  const { turn, taken } = setUp(known(-1_000));
  const turns = await Promise.all([turn({ recipients: 8 }), turn({ recipients: 8 }), turn({ recipients: 50 })]);

  expect(taken).toEqual([10, 10, 50]);
  expect(times(turns)).toEqual([0, leaseMs, 2 * leaseMs]);
});

test('a lease begins when what is asked now can be written, so that a slow table does not use it up', async () => {
  const { pace, turn, passes } = setUp(known(-1_000), { writeMs: 300 });
  await turn();
  passes(5_000);

  expect(pace.writeMs()).toBe(300);
  const turns = await Promise.all([turn(), turn()]);
  expect(times(turns).every((at) => Number(at) >= 5_000)).toBe(true);
});

test('marketing waits until transactional mail has passed, and no longer', async () => {
  const { turn, shared } = setUp(known(1_000));
  expect(times([await turn({ stream: 'marketing' })])).toEqual([1_000]);
  expect(shared.asked).toBe(2);
});

test.each<[string, Stream, PaceState, string]>([
  ['the rate is given away for longer', 'transactional', known(13_000), 'paced'],
  ['transactional mail takes all of it', 'marketing', known(13_000), 'paced'],
  ['the quota is used up', 'transactional', known(0, { quota: 10, sentLast24Hours: 10 }), 'quota'],
  ['SES takes no mail', 'transactional', known(0, { sendingEnabled: false }), 'paused'],
])('where %s, %s mail is held', async (_, stream, stored, held) => {
  const { turn } = setUp(stored);
  expect(await turn({ stream })).toEqual({ held });
});

test('what holds mail back is looked at anew after a second, and costs one call until then', async () => {
  const { turn, shared, passes } = setUp(known(0, { sendingEnabled: false }));
  for (let n = 0; n < 5; n++) await turn();
  expect(shared.asked).toBe(1);
  shared.item = known(0);
  passes(1_001);

  expect(await turn()).toHaveProperty('at');
});

test.each(['transactional', 'marketing'] as const)(
  'a %s message that comes too late for its delivery is held, whether anything is known or not',
  async (stream) => {
    const { turn, passes } = setUp(known(-1_000));
    expect(await turn({ stream, latest: start - 1 })).toEqual({ held: 'paced' });
    await turn({ stream });
    passes(20_000);
    expect(await turn({ stream, latest: start + 12_000 })).toEqual({ held: 'paced' });
  },
);

test('a table that fails fails the turn, and not the one after it', async () => {
  let fails = true;
  const { shared } = setUp(known(-1_000));
  const pace = pacer({
    table: {
      reserve: async () => {
        if (fails) throw new Error('away');
        return { lease: { next: start, until: start + 20, rate: 50 }, known: shared.item };
      },
    },
    now: () => start,
    sleep: () => Promise.resolve(),
  });
  const request = { stream: 'transactional', recipients: 1, latest: start + 12_000 } as const;
  await expect(pace.turn(request)).rejects.toThrow('away');
  fails = false;

  expect(await pace.turn(request)).toEqual({ at: start });
});
