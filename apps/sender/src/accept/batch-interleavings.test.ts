import type { Identity } from '@sesame/identity';
import { ApiError, log } from '@sesame/lambda';
import { attachmentsInMemory } from '../attachments-in-memory.fixture';
import { acceptBatch, type AcceptBatchParts } from './accept-batch';
import { everyInterleaving, type Turn } from './every-interleaving.fixture';
import { tablesInMemory } from './tables-in-memory.fixture';
import { templatesInMemory } from './templates-in-memory.fixture';

jest.spyOn(log, 'warn').mockImplementation();

const start = Date.parse('2026-11-22T12:00:00.000Z');
const seconds = (count: number) => new Date(start + count * 1_000);
const identity: Identity = { name: 'example.com', type: 'DOMAIN', verified: true, verificationStatus: 'SUCCESS' };
const entry = (to: string) => ({ from: 'orders@example.com', to, subject: 'Hello', text: 'Hi' });
const batch = [entry('ada@example.net'), entry('bob@example.net')];
const otherBatch = [entry('cyd@example.net')];

type Asked = { body: object[]; at: Date };

/** Two accepts of one batch key; e-mails are stored and enqueued one by one, so that each may be the last one. */
function twoBatches(first: Asked, second: Asked) {
  const tables = tablesInMemory();
  const enqueued = new Set<string>();
  const answers: string[] = [];
  const refusals: string[] = [];
  let ids = 0;

  const accept = async (turn: Turn, { body, at }: Asked) => {
    const inTurn =
      (business: 'own' | 'shared') =>
      <Taken extends unknown[], Given>(deed: (...all: Taken) => Promise<Given>) =>
      async (...all: Taken) => {
        await turn(business);
        return deed(...all);
      };
    const [own, shared] = [inTurn('own'), inTurn('shared')];
    const parts: AcceptBatchParts = {
      batches: {
        putContents: own(tables.batches.putContents),
        putAll: async (emails) => {
          for (const email of emails) await shared(tables.batches.putAll)([email]);
        },
      },
      claims: {
        read: shared(tables.claims.read),
        open: shared(tables.claims.open),
        replace: shared(tables.claims.replace),
      },
      attachments: attachmentsInMemory(),
      templates: templatesInMemory(),
      apiUrl: 'https://mail.example.com',
      identities: { identitiesFor: own(async () => [identity]) },
      suppressions: { suppressedAmong: own(async () => new Map()) },
      sendQueues: {
        // Enqueueing adds to a set, so others neither see nor change it.
        enqueueAll: own(async (all: readonly { id: string }[]) => all.forEach(({ id }) => enqueued.add(id))),
      },
      sendingIdentities: ['example.com'],
      newId: () => `holder ${ids++}`,
      newUnsubscribeToken: () => 'token',
    };
    try {
      const { body: answer } = await acceptBatch(parts)({
        holder: { connection: 'own', keyId: 'key-1', permission: 'sending_access' },
        headers: { 'idempotency-key': 'batch/4711' },
        ...{ body, pathParameters: {}, query: {}, routeKey: 'POST /emails/batch', now: at },
      });
      await turn('own');
      answers.push(JSON.stringify(answer));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      await turn('own');
      refusals.push(error.errorName);
    }
  };
  return {
    processes: [(turn: Turn) => accept(turn, first), (turn: Turn) => accept(turn, second)],
    retry: (asked: Asked) => accept(() => Promise.resolve(), asked),
    ...{ tables, enqueued, answers, refusals },
  };
}

function requireThat(holds: boolean, what: string, found: unknown): void {
  if (!holds) throw new Error(`${what}: ${JSON.stringify(found)}`);
}

test.each([
  ['at the same time', 0],
  ['after the lease of the first, which may still be at work', 31],
])(
  'of two accepts of one batch %s, however they meet and wherever they die, each e-mail comes once',
  async (_, after) => {
    const runs = await everyInterleaving(() => {
      const world = twoBatches({ body: batch, at: seconds(0) }, { body: batch, at: seconds(after) });
      return {
        processes: world.processes,
        async check() {
          await world.retry({ body: batch, at: seconds(after + 31) });
          const stored = world.tables.stored();
          const recipients = stored.map(({ to }) => to[0]).sort();
          requireThat(recipients.join() === 'ada@example.net,bob@example.net', 'each e-mail once', recipients);
          const answer = JSON.stringify({
            data: batch.map(({ to }) => ({ id: stored.find((e) => e.to[0] === to)?.id })),
          });
          requireThat(
            world.answers.length > 0 && world.answers.every((one) => one === answer),
            'one answer, and the last one is answered',
            world.answers,
          );
          requireThat(
            world.refusals.every((name) => name === 'concurrent_idempotent_requests'),
            'refused only while the other is at work',
            world.refusals,
          );
          requireThat(
            stored.every(({ id }) => world.enqueued.has(id) && world.tables.contentOf(id) !== undefined),
            'enqueued with its content',
            [...world.enqueued],
          );
        },
      };
    });
    expect(runs).toBeGreaterThan(500);
  },
);

test('of two different batches with one key one comes whole, and the other not at all', async () => {
  await everyInterleaving(() => {
    const world = twoBatches({ body: batch, at: seconds(0) }, { body: otherBatch, at: seconds(0) });
    return {
      processes: world.processes,
      async check() {
        await world.retry({ body: batch, at: seconds(31) });
        await world.retry({ body: otherBatch, at: seconds(31) });
        const recipients = world.tables
          .stored()
          .map(({ to }) => to[0])
          .sort();
        requireThat(
          ['ada@example.net,bob@example.net', 'cyd@example.net'].includes(recipients.join()),
          'one batch, and whole',
          recipients,
        );
        requireThat(new Set(world.answers).size === 1, 'one answer', world.answers);
        requireThat(world.refusals.includes('invalid_idempotent_request'), 'the other is refused', world.refusals);
      },
    };
  });
});
