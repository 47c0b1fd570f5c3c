import { log } from '@sesame/lambda';
import { attachmentsInMemory } from '../attachments-in-memory.fixture';
import type { Email } from '../email';
import { anEmail } from '../email.fixture';
import { emailsInMemory } from '../emails-in-memory.fixture';
import { ledgerInMemory } from '../ledger-in-memory.fixture';
import { sweepDue } from '../sweep/sweep-due';
import { deliverEmail, type DeliverParts } from './deliver-email';
import { memoryBudget } from './memory-budget';
import type { Turn } from './pacer';

for (const level of ['info', 'warn', 'error'] as const) jest.spyOn(log, level).mockImplementation();

const accepted = new Date('2026-11-22T12:00:00.000Z');
const delivering = accepted.getTime() + 1_000;
/** When whatever delivers has long been given up, and what is held is released. */
const sweeping = new Date('2026-11-22T12:05:00.000Z');

/** What SES does with the first request; it takes every other. */
type FirstAnswer = 'takes it' | 'takes it, and the answer is lost' | 'throttles it';
type Setting = { first: FirstAnswer; turns: Turn[]; lateClaim: boolean; email: Email };

/** An actor's next call waits for its turn; it is made, or the actor dies before it. */
type Move = { actor: number; does: 'call' | 'die' };
const actors = ['deliver', 'deliver', 'sweep'] as const;

/** One run along given moves. Each call of an actor waits until the run lets it. */
async function run(setting: Setting, moves: readonly Move[]) {
  const emails = emailsInMemory(setting.email);
  const waiting: ((() => Promise<void>) | undefined)[] = actors.map(() => undefined);
  /** What each actor was told so far: with the stored e-mail, all that what comes next can depend on. */
  const told: string[][] = actors.map(() => []);
  let taken = 0;
  let asked = 0;

  const gate =
    (actor: number) =>
    <Answer>(call: () => Promise<Answer>): Promise<Answer> =>
      new Promise((resolve, reject) => {
        waiting[actor] = () =>
          call().then(
            (answer) => {
              told[actor]?.push(JSON.stringify(answer) ?? '');
              resolve(answer);
            },
            (error: Error) => {
              told[actor]?.push(error.name);
              reject(error);
            },
          );
      });
  const sesAnswers = async () => {
    asked += 1;
    if (asked === 1 && setting.first === 'throttles it')
      throw Object.assign(new Error('Maximum sending rate exceeded.'), { name: 'TooManyRequestsException' });
    taken += 1;
    if (asked === 1 && setting.first !== 'takes it') throw new Error('reset');
    return { MessageId: '0100' };
  };

  const deliver = (actor: number): Promise<unknown> => {
    const step = gate(actor);
    const turns = [...setting.turns];
    let time = delivering;
    const parts: DeliverParts = {
      emails: {
        find: (name) => step(() => emails.find(name)),
        claim: (read, attempt, change) =>
          step(async () => {
            if (setting.lateClaim) time += 500;
            return emails.claim(read, attempt, change);
          }),
        settle: (...settled) => step(() => emails.settle(...settled)),
        changeUnmoved: (...changed) => step(() => emails.changeUnmoved(...changed)),
      },
      attachments: attachmentsInMemory(),
      memory: memoryBudget(1_000),
      suppressions: { suppressedAmong: () => step(async () => new Map()) },
      ses: { send: () => step(sesAnswers) },
      configurationSets: { transactional: 'transactional', marketing: 'marketing' },
      apiUrl: 'https://api.example.com',
      pace: { turn: () => step(async () => turns.shift() ?? { at: time }), writeMs: () => 0 },
      newAttempt: () => `attempt-${actor}`,
      now: () => new Date(time),
      sleep: async (milliseconds) => void (time += milliseconds),
    };
    return deliverEmail(parts)(setting.email, new Date(delivering + 12_000));
  };
  const sweep = (actor: number): Promise<unknown> => {
    const step = gate(actor);
    const parts = {
      emails: {
        due: emails.due,
        get: (name: Email) => step(() => emails.get(name)),
        changeUnmoved: (read: Email, change: object) => step(() => emails.changeUnmoved(read, change)),
      },
      ledger: { timeline: () => step(async () => ledgerInMemory().timeline('own', setting.email.id)) },
      queue: { enqueue: () => step(async () => undefined) },
      now: () => sweeping,
      countNotConfirmed: () => undefined,
      hasTime: () => true,
    };
    return sweepDue(parts, 'own');
  };

  for (const [actor, kind] of actors.entries())
    void (kind === 'deliver' ? deliver(actor) : sweep(actor)).then(
      () => undefined,
      () => undefined,
    );
  await settled();
  const dead = new Set<number>();
  for (const { actor, does } of moves) {
    const call = waiting[actor];
    waiting[actor] = undefined;
    if (does === 'die') dead.add(actor);
    else await call?.();
    await settled();
  }
  const [email] = emails.all();
  const next = actors.flatMap((_, actor) => (waiting[actor] ? [actor] : []));
  // Whoever is done or dead matters no more, but for what it left.
  const toCome = next.map((actor) => [actor, told[actor]]);
  return { email, taken, asked, next, dead, place: JSON.stringify([email, asked, taken, toCome]) };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Every state that any order of calls and deaths leads to, each looked at once. */
async function everyState(setting: Setting, check: (state: Awaited<ReturnType<typeof run>>) => void) {
  const seen = new Set<string>();
  const open: Move[][] = [[]];
  let deaths = 0;
  for (let moves = open.pop(); moves; moves = open.pop()) {
    const state = await run(setting, moves);
    if (seen.has(state.place)) continue;
    seen.add(state.place);
    deaths += state.dead.size;
    check(state);
    for (const actor of state.next) open.push([...moves, { actor, does: 'call' }], [...moves, { actor, does: 'die' }]);
  }
  return { states: seen.size, deaths };
}

const final = new Set(['sent', 'failed', 'suppressed', 'canceled']);
const queued = anEmail({ createdAt: accepted, queuedAt: accepted });
const scheduled = anEmail({ status: 'scheduled', scheduledAt: new Date(delivering), due: new Date(delivering) });

const settings: [string, Partial<Setting>][] = [
  ['takes it', {}],
  ['takes a scheduled one', { email: scheduled }],
  ['takes it, and the answer is lost', { first: 'takes it, and the answer is lost' }],
  ['throttles the first request', { first: 'throttles it' }],
  ['is not asked, since no turn comes', { turns: [{ held: 'paced' }] }],
  ['is asked in a second turn, after a late claim', { lateClaim: true, turns: [{ at: delivering }] }],
  ['is not asked, since no second turn comes', { lateClaim: true, turns: [{ at: delivering }, { held: 'quota' }] }],
];

test.each(settings)(
  'two deliveries and a sweep in every order, each dying at every call, where SES %s: it takes the e-mail at most once',
  async (_, changed) => {
    const setting: Setting = { first: 'takes it', turns: [], lateClaim: false, email: queued, ...changed };
    const { states, deaths } = await everyState(setting, ({ email, taken, asked }) => {
      expect(taken).toBeLessThanOrEqual(1);
      expect(asked).toBeLessThanOrEqual(setting.first === 'throttles it' ? 2 : 1);
      if (email && !final.has(email.status)) expect(email.due).toBeInstanceOf(Date);
      if (email?.status === 'sent') expect(taken).toBe(1);
    });

    expect(states).toBeGreaterThan(100);
    expect(deaths).toBeGreaterThan(100);
  },
  60_000,
);
