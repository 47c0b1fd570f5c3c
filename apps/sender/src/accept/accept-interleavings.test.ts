import type { Identity } from '@sesame/identity';
import { ApiError, log } from '@sesame/lambda';
import type { ShownSuppression } from '@sesame/suppression';
import { attachmentsInMemory } from '../attachments-in-memory.fixture';
import type { Email } from '../email';
import { acceptEmail, type AcceptParts } from './accept-email';
import { everyInterleaving, type Turn } from './every-interleaving.fixture';
import { tablesInMemory } from './tables-in-memory.fixture';
import { templatesInMemory } from './templates-in-memory.fixture';

jest.spyOn(log, 'warn').mockImplementation();

const now = new Date('2026-11-22T12:00:00.000Z');
const identity: Identity = { name: 'example.com', type: 'DOMAIN', verified: true, verificationStatus: 'SUCCESS' };
const body = { from: 'orders@example.com', to: 'ada@example.net', subject: 'Hello', text: 'Hi' };

/** Two accepts of one key and, once both have ended or died, a third one like the first that nobody disturbs. */
function twoAccepts(first: object, second: object) {
  const tables = tablesInMemory();
  const enqueued: string[] = [];
  const answers: string[] = [];
  const refusals: string[] = [];
  let ids = 0;

  const accept = async (turn: Turn, body: object) => {
    const inTurn =
      (business: 'own' | 'shared') =>
      <Taken extends unknown[], Given>(deed: (...all: Taken) => Promise<Given>) =>
      async (...all: Taken) => {
        await turn(business);
        return deed(...all);
      };
    const [own, shared] = [inTurn('own'), inTurn('shared')];
    const parts: AcceptParts = {
      emails: {
        putContent: own(tables.emails.putContent),
        put: shared(tables.emails.put),
        get: shared(tables.emails.get),
      },
      claims: { read: shared(tables.claims.read), storeWithEmail: shared(tables.claims.storeWithEmail) },
      identities: { identitiesFor: own(async () => [identity]) },
      suppressions: {
        suppressedAmong: own(async (addresses: readonly string[]) => {
          const found = addresses.filter((address) => address === 'bounced@example.net');
          return new Map(found.map((address) => [address, {} as ShownSuppression]));
        }),
      },
      queue: { enqueue: shared(async ({ id }: Pick<Email, 'id'>) => void enqueued.push(id)) },
      attachments: attachmentsInMemory(),
      templates: templatesInMemory(),
      apiUrl: 'https://mail.example.com',
      sendingIdentities: ['example.com'],
      newUnsubscribeToken: () => 'token',
      newId: () => `01936f9e-2c00-7000-8000-00000000000${ids++}`,
    };
    try {
      const { body: answer } = await acceptEmail(parts)({
        holder: { connection: 'own', keyId: 'key-1', permission: 'sending_access' },
        body,
        headers: { 'idempotency-key': 'order/4711' },
        pathParameters: {},
        query: {},
        routeKey: 'POST /emails',
        now,
      });
      await turn('own');
      answers.push(JSON.stringify(answer));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      await turn('own');
      refusals.push(error.errorName);
    }
  };
  const undisturbed = () => Promise.resolve();
  return {
    processes: [(turn: Turn) => accept(turn, first), (turn: Turn) => accept(turn, second)],
    retry: () => accept(undisturbed, first),
    ...{ tables, enqueued, answers, refusals },
  };
}

/** A plain comparison: hundreds of thousands of `expect` take minutes. */
function requireThat(holds: boolean, what: string, found: unknown): void {
  if (!holds) throw new Error(`${what}: ${JSON.stringify(found)}`);
}

test('of two accepts of one request, however they meet and wherever they die, one e-mail comes, with one answer, and is enqueued', async () => {
  const runs = await everyInterleaving(() => {
    const world = twoAccepts(body, body);
    return {
      processes: world.processes,
      async check() {
        await world.retry();
        const stored = world.tables.stored();
        const [email] = stored;
        const id = email?.id ?? '';
        requireThat(stored.length === 1 && world.refusals.length === 0, 'one e-mail', [stored, world.refusals]);
        requireThat(
          world.answers.every((answer) => answer === JSON.stringify({ id })),
          'one answer',
          world.answers,
        );
        requireThat(world.enqueued.includes(id), 'enqueued', world.enqueued);
        requireThat(world.tables.contentOf(id) !== undefined, 'has its content', id);
      },
    };
  });
  expect(runs).toBeGreaterThan(300);
});

test('of two accepts of different requests with one key, one e-mail comes, and the other request is refused', async () => {
  const other = { ...body, subject: 'Bye' };
  await everyInterleaving(() => {
    const world = twoAccepts(body, other);
    return {
      processes: world.processes,
      async check() {
        await world.retry();
        const stored = world.tables.stored();
        const isFirst = stored[0]?.subject === body.subject;
        requireThat(stored.length === 1, 'one e-mail', stored);
        requireThat(new Set(world.answers).size <= 1, 'one answer', world.answers);
        requireThat(
          world.refusals.every((name) => name === 'invalid_idempotent_request'),
          'only conflicts',
          world.refusals,
        );
        // The third accept repeats the first request: it is answered if that one won, and refused if the other did.
        requireThat(isFirst || world.refusals.length > 0, 'the loser is refused', world.refusals);
        requireThat(!isFirst || world.enqueued.includes(stored[0]?.id ?? ''), 'enqueued', world.enqueued);
        requireThat(stored[0]?.due !== undefined, 'the sweep would find it', stored);
      },
    };
  });
});

test('a refused request stores nothing, whatever else happens to its key', async () => {
  await everyInterleaving(() => {
    const world = twoAccepts(body, { ...body, to: 'bounced@example.net' });
    return {
      processes: world.processes,
      async check() {
        await world.retry();
        const stored = world.tables.stored();
        requireThat(stored.length === 1 && stored[0]?.to[0] === body.to, 'the good request alone', stored);
        requireThat(
          world.refusals.every((name) => /^(recipient_suppressed|invalid_idempotent_request)$/.test(name)),
          'refused',
          world.refusals,
        );
      },
    };
  });
});
