import { log } from '@sesame/lambda';
import type { Fact } from '@sesame/ledger';
import type { Email } from '../email';
import { anEmail } from '../email.fixture';
import type { EmailTable } from '../email-table';
import { emailsInMemory } from '../emails-in-memory.fixture';
import { aFact, ledgerInMemory } from '../ledger-in-memory.fixture';
import { sweepDue, type SweepParts } from './sweep-due';

const errorLog = jest.spyOn(log, 'error').mockImplementation();
const warn = jest.spyOn(log, 'warn').mockImplementation();
const info = jest.spyOn(log, 'info').mockImplementation();
beforeEach(() => jest.clearAllMocks());

const now = new Date('2026-11-22T12:02:00.000Z');
const nothing = { enqueued: 0, confirmed: 0, refused: 0, unknown: 0, notConfirmed: 0, sentAgain: 0, failed: 0 };
const idOf = (n: number) => `01936f9e-2c00-7000-8000-${n.toString(16).padStart(12, '0')}`;

function setUp(
  emails: Email[],
  changed: (parts: SweepParts & { emails: EmailTable }) => Partial<SweepParts> = () => ({}),
) {
  const table = emailsInMemory(...emails);
  const enqueued: string[] = [];
  const waits: ({ seconds: number } | undefined)[] = [];
  let counted = 0;
  const parts = {
    emails: table,
    ledger: ledgerInMemory(),
    queue: {
      enqueue: async ({ id }, wait) => {
        enqueued.push(id);
        waits.push(wait);
      },
    },
    now: () => now,
    countNotConfirmed: () => void (counted += 1),
    hasTime: () => true,
  } satisfies SweepParts;
  return {
    sweep: () => sweepDue({ ...parts, ...changed(parts) }, 'own'),
    enqueued,
    waits,
    all: table.all,
    counted: () => counted,
  };
}

test('what is still queued is enqueued again in every partition, and its time moves on', async () => {
  const { sweep, enqueued, all } = setUp(Array.from({ length: 32 }, (_, n) => anEmail({ id: idOf(n) })));

  expect(await sweep()).toEqual({ ...nothing, enqueued: 32 });
  expect(new Set(enqueued).size).toBe(32);
  expect(new Set(all().map(({ due }) => due?.toISOString()))).toEqual(new Set(['2026-11-22T12:05:00.000Z']));
  expect(await sweep()).toEqual(nothing);
});

test('a held e-mail is queued again', async () => {
  const { sweep, enqueued, all } = setUp([anEmail({ status: 'held', heldReason: 'quota' })]);
  await sweep();

  expect(enqueued).toHaveLength(1);
  expect(all()).toMatchObject([{ status: 'queued', heldReason: undefined, queuedAt: now }]);
});

describe('a scheduled e-mail', () => {
  const at = (time: string) => new Date(`2026-11-22T${time}Z`);
  const scheduled = (scheduledAt: Date, changed: Partial<Email> = {}) =>
    anEmail({ status: 'scheduled', scheduledAt, due: new Date(scheduledAt.getTime() - 120_000), ...changed });

  test.each([
    ['12:03:59.500', 119],
    ['12:03:10.001', 70],
    ['12:02:00.001', 0],
  ])('for %s is enqueued with the seconds that are left: %d', async (time, seconds) => {
    const { sweep, waits, all } = setUp([scheduled(at(time))]);

    expect(await sweep()).toEqual({ ...nothing, enqueued: 1 });
    expect(waits).toEqual([{ seconds }]);
    expect(all()).toMatchObject([{ status: 'scheduled', due: new Date(at(time).getTime() + 60_000) }]);
    expect(await sweep()).toEqual(nothing);
  });

  test('that is not due for enqueuing is left', async () => {
    const { sweep } = setUp([scheduled(at('12:04:00.001'))]);
    expect(await sweep()).toEqual(nothing);
  });

  test('that nobody took at its time is enqueued again at once, and then as rarely as what is queued', async () => {
    const { sweep, waits, all } = setUp([scheduled(at('12:00:00.000'), { due: at('12:01:00.000') })]);
    await sweep();

    expect(waits).toEqual([undefined]);
    expect(all()).toMatchObject([{ due: at('12:05:00.000') }]);
  });

  test('is enqueued by the next sweep when the queue did not take it, and was not lost', async () => {
    let isAway = true;
    const { sweep, all, waits } = setUp([scheduled(at('12:03:30.000'))], ({ queue }) => ({
      queue: { enqueue: (...given) => (isAway ? Promise.reject(new RangeError('away')) : queue.enqueue(...given)) },
    }));

    expect(await sweep()).toEqual({ ...nothing, failed: 1 });
    expect(all()).toEqual([scheduled(at('12:03:30.000'))]);
    isAway = false;
    expect(await sweep()).toEqual({ ...nothing, enqueued: 1 });
    expect(waits).toEqual([{ seconds: 90 }]);
  });

  test('that was canceled or moved since it was read is not enqueued', async () => {
    const email = scheduled(at('12:03:30.000'));
    for (const change of [{ status: 'canceled', due: undefined }, { due: at('13:00:00.000') }] as const) {
      const { sweep, enqueued } = setUp([email], ({ emails }) => ({
        emails: {
          ...emails,
          get: async (name) => {
            const read = await emails.get(name);
            await emails.changeScheduled(name, change);
            return read;
          },
        },
      }));
      expect(await sweep()).toEqual(nothing);
      expect(enqueued).toEqual([]);
    }
  });
});

describe('a claim that was never recorded', () => {
  const claimed = (changed: Partial<Email> = {}) =>
    anEmail({ status: 'sending', attempt: 'one', claimedAt: new Date('2026-11-22T12:01:00.000Z'), ...changed });
  const told =
    (...facts: Fact[]) =>
    () => ({ ledger: ledgerInMemory(...facts) });
  const long = new Date('2026-11-22T11:30:00.000Z');

  test('is let alone while its delivery may be at work, and looked for once it cannot be', async () => {
    const { sweep, all } = setUp([claimed({ claimedAt: new Date('2026-11-22T12:01:30.000Z') })]);

    expect(await sweep()).toEqual(nothing);
    expect(all()).toMatchObject([{ status: 'sending', due: new Date('2026-11-22T12:02:30.000Z') }]);
  });

  test('becomes unknown while nothing is heard, stays due, and is not enqueued', async () => {
    const { sweep, enqueued, all } = setUp([claimed()]);

    expect(await sweep()).toEqual({ ...nothing, unknown: 1 });
    expect(enqueued).toEqual([]);
    expect(all()).toMatchObject([{ status: 'unknown', attempt: 'one', due: new Date('2026-11-22T12:03:00.000Z') }]);
    expect(warn.mock.calls).toEqual([['unknown', { id: anEmail().id }]]);
  });

  test.each(['sending', 'unknown', 'failed'] as const)(
    'is sent as soon as any event tells of it, even when it was %s',
    async (status) => {
      const error = { name: 'TimeoutError', message: 'x' };
      const { sweep, enqueued, all } = setUp(
        [claimed({ status, error })],
        told(aFact({ details: { type: 'delivery-delay', delayType: 'General' } })),
      );

      expect(await sweep()).toEqual({ ...nothing, confirmed: 1 });
      expect(enqueued).toEqual([]);
      expect(all()).toMatchObject([{ status: 'sent', messageId: '0100-000000', due: undefined, error: undefined }]);
      expect(info.mock.calls).toEqual([['confirmed', { id: anEmail().id }]]);
    },
  );

  test.each(['reject', 'rendering-failure'] as const)('has failed where SES took it and told of a %s', async (type) => {
    const { sweep, all } = setUp([claimed()], told(aFact(), aFact({ details: { type } })));

    expect(await sweep()).toEqual({ ...nothing, refused: 1 });
    expect(all()).toMatchObject([
      { status: 'failed', messageId: '0100-000000', due: undefined, error: { name: expect.stringMatching(/^Re/) } },
    ]);
  });

  test('is sent once more instead of failing, if its key asked for that', async () => {
    const wish = claimed({ status: 'unknown', claimedAt: long, resendUnconfirmed: true });
    const { sweep, enqueued, all, counted } = setUp([wish]);

    expect(await sweep()).toEqual({ ...nothing, sentAgain: 1 });
    expect(enqueued).toEqual([anEmail().id]);
    expect(all()).toMatchObject([{ status: 'queued', queuedAt: now, due: new Date('2026-11-22T12:03:00.000Z') }]);
    for (const gone of ['attempt', 'claimedAt', 'resendUnconfirmed']) expect(all()[0]).toHaveProperty(gone, undefined);
    expect(counted()).toBe(0);
  });

  test.each([
    ['before a quarter of an hour is over', { resendUnconfirmed: true } as const],
    ['once it has failed', { resendUnconfirmed: true, status: 'failed', claimedAt: long } as const],
    ['after the one time', { claimedAt: long }],
  ])('is not sent again %s', async (_, changed) => {
    const { sweep, enqueued } = setUp([claimed(changed)]);
    await sweep();

    expect(enqueued).toEqual([]);
  });

  test('has failed when nothing was heard for a quarter of an hour, is counted, and is still looked for', async () => {
    const { sweep, all, counted } = setUp([claimed({ status: 'unknown', claimedAt: long })]);

    expect(await sweep()).toEqual({ ...nothing, notConfirmed: 1 });
    expect(counted()).toBe(1);
    expect(all()).toMatchObject([
      { status: 'failed', error: { name: 'not_confirmed' }, due: new Date('2026-11-22T12:34:00.000Z') },
    ]);
    expect(warn.mock.calls).toEqual([['not confirmed', { id: anEmail().id }]]);
  });

  test('is told of once, and not again each time nothing is heard', async () => {
    const { sweep, all } = setUp([claimed({ status: 'unknown' })]);

    expect(await sweep()).toEqual(nothing);
    expect(all()).toMatchObject([{ status: 'unknown', due: new Date('2026-11-22T12:03:00.000Z') }]);
    expect(warn).not.toHaveBeenCalled();
  });

  test('stays what it is while the ledger does not answer', async () => {
    const away = { timeline: () => Promise.reject(new RangeError('away')) };
    const { sweep, all } = setUp([claimed({ claimedAt: long })], () => ({ ledger: away }));

    expect(await sweep()).toEqual({ ...nothing, failed: 1 });
    expect(all()).toMatchObject([{ status: 'sending', due: claimed().due }]);
  });
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

  expect(await sweep()).toEqual(nothing);
  expect(enqueued).toEqual([]);
});

test('an e-mail that fails is logged by its id and does not keep the one behind it', async () => {
  const [bad, good] = [anEmail({ id: idOf(0) }), anEmail({ id: idOf(16) })];
  const { sweep, enqueued } = setUp([bad, good], ({ emails }) => ({
    emails: { ...emails, get: (name) => (name.id === bad.id ? Promise.reject(new RangeError('x')) : emails.get(name)) },
  }));

  expect(await sweep()).toEqual({ ...nothing, enqueued: 1, failed: 1 });
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
