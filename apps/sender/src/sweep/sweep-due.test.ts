import { log } from '@sesame/lambda';
import type { Email } from '../email';
import { anEmail } from '../email.fixture';
import { emailsInMemory } from '../emails-in-memory.fixture';
import { sweepDue, type SweepParts } from './sweep-due';

const errorLog = jest.spyOn(log, 'error').mockImplementation();
jest.spyOn(log, 'warn').mockImplementation();
beforeEach(() => jest.clearAllMocks());

const now = new Date('2026-11-22T12:02:00.000Z');
const idOf = (n: number) => `01936f9e-2c00-7000-8000-${n.toString(16).padStart(12, '0')}`;

function setUp(emails: Email[], changed: (parts: SweepParts) => Partial<SweepParts> = () => ({})) {
  const table = emailsInMemory(...emails);
  const enqueued: string[] = [];
  const parts: SweepParts = {
    emails: table,
    queue: { enqueue: async ({ id }) => void enqueued.push(id) },
    now: () => now,
    hasTime: () => true,
  };
  return { sweep: () => sweepDue({ ...parts, ...changed(parts) }, 'own'), enqueued, all: table.all };
}

test('what is still queued is enqueued again in every partition, and its time moves on', async () => {
  const { sweep, enqueued, all } = setUp(Array.from({ length: 32 }, (_, n) => anEmail({ id: idOf(n) })));

  expect(await sweep()).toEqual({ enqueued: 32, unknown: 0, failed: 0 });
  expect(new Set(enqueued).size).toBe(32);
  expect(new Set(all().map(({ due }) => due?.toISOString()))).toEqual(new Set(['2026-11-22T12:05:00.000Z']));
  expect(await sweep()).toEqual({ enqueued: 0, unknown: 0, failed: 0 });
});

test('a held e-mail is queued again', async () => {
  const { sweep, enqueued, all } = setUp([anEmail({ status: 'held', heldReason: 'quota' })]);
  await sweep();

  expect(enqueued).toHaveLength(1);
  expect(all()).toMatchObject([{ status: 'queued', heldReason: undefined, queuedAt: now }]);
});

test('a claim that was never settled becomes unknown, keeps its attempt, and is not enqueued', async () => {
  const { sweep, enqueued, all } = setUp([anEmail({ status: 'sending', attempt: 'one' })]);

  expect(await sweep()).toEqual({ enqueued: 0, unknown: 1, failed: 0 });
  expect(enqueued).toEqual([]);
  expect(all()).toMatchObject([{ status: 'unknown', attempt: 'one', due: undefined }]);
});

test('of two sweeps at once, one enqueues', async () => {
  const { sweep, enqueued } = setUp([anEmail()]);
  await Promise.all([sweep(), sweep()]);

  expect(enqueued).toHaveLength(1);
});

test('an e-mail that was claimed since it was read is left to its delivery', async () => {
  const { sweep, enqueued } = setUp([anEmail()], ({ emails }) => ({
    emails: { ...emails, changeUnmoved: () => Promise.resolve(false) },
  }));

  expect(await sweep()).toEqual({ enqueued: 0, unknown: 0, failed: 0 });
  expect(enqueued).toEqual([]);
});

test('an e-mail that fails is logged by its id and does not keep the one behind it', async () => {
  const [bad, good] = [anEmail({ id: idOf(0) }), anEmail({ id: idOf(16) })];
  const { sweep, enqueued } = setUp([bad, good], ({ emails }) => ({
    emails: { ...emails, get: (name) => (name.id === bad.id ? Promise.reject(new RangeError('x')) : emails.get(name)) },
  }));

  expect(await sweep()).toEqual({ enqueued: 1, unknown: 0, failed: 1 });
  expect(enqueued).toEqual([good.id]);
  expect(errorLog.mock.calls).toEqual([['not swept', { id: bad.id, error: 'RangeError' }]]);
});

test('an index that fails is told once every partition has had its turn', async () => {
  const { sweep, enqueued } = setUp([anEmail({ id: idOf(0) }), anEmail({ id: idOf(1) })], ({ emails }) => ({
    emails: {
      ...emails,
      due: (partition, now) => {
        if (partition.endsWith('#0')) throw new Error('index is away');
        return emails.due(partition, now);
      },
    },
  }));

  await expect(sweep()).rejects.toThrow('index is away');
  expect(enqueued).toEqual([idOf(1)]);
});

test('without time nothing more is begun', async () => {
  const { sweep, enqueued } = setUp([anEmail()], () => ({ hasTime: () => false }));
  await sweep();

  expect(enqueued).toEqual([]);
});
