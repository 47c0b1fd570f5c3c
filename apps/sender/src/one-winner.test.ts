import { ApiError, log, type ApiRequest } from '@sesame/lambda';
import fc from 'fast-check';
import { attachmentsInMemory } from './attachments-in-memory.fixture';
import { cancelEmail } from './change/cancel-email';
import { rescheduleEmail } from './change/reschedule-email';
import { deliverEmail } from './deliver/deliver-email';
import { memoryBudget } from './deliver/memory-budget';
import { anEmail } from './email.fixture';
import { emailsInMemory } from './emails-in-memory.fixture';
import type { EmailTable } from './email-table';

jest.spyOn(log, 'info').mockImplementation();

const now = new Date('2026-11-22T12:00:00.000Z');
const due = anEmail({ status: 'scheduled', scheduledAt: now, due: new Date('2026-11-22T12:01:00.000Z') });

/** An e-mail whose time has come, and what may happen to it, in any order of every step of it that `scheduler` chooses. */
function setUp(scheduler: fc.Scheduler) {
  const table = emailsInMemory(due);
  const emails: EmailTable = {
    ...table,
    find: scheduler.scheduleFunction(table.find),
    get: scheduler.scheduleFunction(table.get),
    claim: scheduler.scheduleFunction(table.claim),
    settle: scheduler.scheduleFunction(table.settle),
    changeScheduled: scheduler.scheduleFunction(table.changeScheduled),
    changeUnmoved: scheduler.scheduleFunction(table.changeUnmoved),
  };
  let [asked, attempts] = [0, 0];
  const ses = { send: scheduler.scheduleFunction(async () => ({ MessageId: `0100-${(asked += 1)}` })) };
  const deliver = deliverEmail({
    emails,
    attachments: attachmentsInMemory(),
    memory: memoryBudget(1_000),
    suppressions: { suppressedAmong: scheduler.scheduleFunction(async () => new Map()) },
    ses,
    configurationSets: { transactional: 'transactional', marketing: 'marketing' },
    apiUrl: 'https://api.example.com',
    pace: { turn: scheduler.scheduleFunction(async () => ({ at: now.getTime() })), writeMs: () => 0 },
    newAttempt: () => `attempt-${(attempts += 1)}`,
    now: () => now,
    sleep: async () => {},
  });
  const queue = { enqueue: async () => {} };
  const request = (body?: unknown) =>
    ({ holder: { connection: 'own' }, pathParameters: { id: due.id }, body, now }) as unknown as ApiRequest;
  /** Begins whenever the scheduler says so, and tells whether it was done or refused. */
  const begin = async (deed: () => Promise<unknown>): Promise<boolean> => {
    await scheduler.schedule(Promise.resolve());
    try {
      await deed();
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.errorName === 'email_not_scheduled') return false;
      throw error;
    }
  };
  return {
    deliver: () => begin(() => deliver(due, now)),
    cancel: () => begin(() => cancelEmail({ emails })(request())),
    moveToLater: () => begin(() => rescheduleEmail({ emails, queue })(request({ scheduled_at: 'in 1 hour' }))),
    asked: () => asked,
    status: () => table.all()[0]?.status,
  };
}

test('whatever happens first, an e-mail is either canceled or sent, once, and whoever canceled was told which', async () => {
  const seen = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { deliver, cancel, asked, status } = setUp(scheduler);
      const [isCanceled] = await scheduler.waitFor(Promise.all([cancel(), deliver(), deliver()]));

      expect({ asked: asked(), status: status() }).toEqual(
        isCanceled ? { asked: 0, status: 'canceled' } : { asked: 1, status: 'sent' },
      );
      seen.add(isCanceled);
    }),
    { numRuns: 300 },
  );
  expect(seen.size).toBe(2);
});

test('an e-mail that was moved to later is not sent at its earlier time, and one that was sent is not moved', async () => {
  const seen = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { deliver, moveToLater, asked, status } = setUp(scheduler);
      const [isMoved] = await scheduler.waitFor(Promise.all([moveToLater(), deliver(), deliver()]));

      expect({ asked: asked(), status: status() }).toEqual(
        isMoved ? { asked: 0, status: 'scheduled' } : { asked: 1, status: 'sent' },
      );
      seen.add(isMoved);
    }),
    { numRuns: 300 },
  );
  expect(seen.size).toBe(2);
});
