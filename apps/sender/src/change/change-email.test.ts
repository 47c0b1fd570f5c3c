import { log, type ApiRequest } from '@sesame/lambda';
import { emailStatuses, type Email } from '../email';
import { anEmail } from '../email.fixture';
import { emailsInMemory } from '../emails-in-memory.fixture';
import { cancelEmail } from './cancel-email';
import { rescheduleEmail } from './reschedule-email';

const info = jest.spyOn(log, 'info').mockImplementation();
const warn = jest.spyOn(log, 'warn').mockImplementation();
beforeEach(() => jest.clearAllMocks());

const now = new Date('2026-11-22T12:00:00.000Z');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const scheduled = (changed: Partial<Email> = {}) =>
  anEmail({ status: 'scheduled', scheduledAt: inMinutes(60), due: inMinutes(58), ...changed });
const answered = { body: { object: 'email', id: anEmail().id } };

function setUp(email: Email | undefined, { queueIsAway = false } = {}) {
  const emails = emailsInMemory(...(email ? [email] : []));
  const enqueued: unknown[] = [];
  const queue = {
    enqueue: ({ id }: { id: string }, wait?: { seconds: number }) => {
      if (queueIsAway) return Promise.reject(new RangeError('away'));
      enqueued.push([id, wait]);
      return Promise.resolve();
    },
  };
  const request = (body?: unknown, id = anEmail().id) =>
    ({ holder: { connection: 'own' }, pathParameters: { id }, body, now }) as unknown as ApiRequest;
  return {
    cancel: (id?: string) => cancelEmail({ emails })(request(undefined, id)),
    move: (scheduled_at: unknown, id?: string) => rescheduleEmail({ emails, queue })(request({ scheduled_at }, id)),
    email: () => emails.all()[0],
    enqueued,
  };
}

describe('cancel', () => {
  test('a scheduled e-mail is canceled, nothing is to happen to it, and canceling it again changes nothing', async () => {
    const { cancel, email } = setUp(scheduled());

    expect(await cancel()).toEqual(answered);
    expect(await cancel(anEmail().id.toUpperCase())).toEqual(answered);
    expect(email()).toEqual(scheduled({ status: 'canceled', due: undefined }));
    expect(info.mock.calls).toEqual([['canceled', { id: anEmail().id }]]);
  });

  const others = emailStatuses.filter((status) => status !== 'scheduled' && status !== 'canceled');
  test.each(others)('one that is %s is refused, says so and stays so', async (status) => {
    const { cancel, email } = setUp(anEmail({ status }));

    await expect(cancel()).rejects.toMatchObject({
      errorName: 'email_not_scheduled',
      message: expect.stringContaining(status),
      details: { extensions: { delivery_status: status } },
    });
    expect(email()).toEqual(anEmail({ status }));
  });

  test('one that is not there is not found, and an id that is none is refused', async () => {
    await expect(setUp(undefined).cancel()).rejects.toMatchObject({ errorName: 'not_found' });
    await expect(setUp(undefined).cancel('7')).rejects.toMatchObject({ errorName: 'validation_error' });
  });
});

describe('another time', () => {
  test('that is far away is written down, and the sweep will see to it', async () => {
    const { move, email, enqueued } = setUp(scheduled());

    expect(await move('in 2 hours')).toEqual(answered);
    expect(email()).toEqual(scheduled({ scheduledAt: inMinutes(120), due: inMinutes(118) }));
    expect(enqueued).toEqual([]);
  });

  test('that comes before the sweep is enqueued with the seconds that are left', async () => {
    const { move, email, enqueued } = setUp(scheduled());
    await move('2026-11-22T12:00:29.500Z');

    expect(email()).toMatchObject({ due: inMinutes(1.5 - 0.5 / 60), scheduledAt: inMinutes(0.5 - 0.5 / 60) });
    expect(enqueued).toEqual([[anEmail().id, { seconds: 29 }]]);
  });

  test('is kept when the queue is away: the sweep enqueues', async () => {
    const { move, email } = setUp(scheduled(), { queueIsAway: true });

    expect(await move('in 1 minute')).toEqual(answered);
    expect(email()).toMatchObject({ scheduledAt: inMinutes(1), due: inMinutes(2) });
    expect(warn.mock.calls).toEqual([['not enqueued', { id: anEmail().id, error: 'RangeError' }]]);
  });

  test.each(emailStatuses.filter((status) => status !== 'scheduled'))('is not for one that is %s', async (status) => {
    const { move, email, enqueued } = setUp(anEmail({ status }));

    await expect(move('in 1 minute')).rejects.toMatchObject({ errorName: 'email_not_scheduled' });
    expect(email()).toEqual(anEmail({ status }));
    expect(enqueued).toEqual([]);
  });

  test.each([['tomorrow'], ['in 31 days'], [7], [undefined]])('%j is refused and changes nothing', async (time) => {
    const { move, email } = setUp(scheduled());

    await expect(move(time)).rejects.toMatchObject({
      errorName: 'validation_error',
      details: { field: 'scheduled_at' },
    });
    expect(email()).toEqual(scheduled());
  });

  test('one that is not there is not found', async () => {
    await expect(setUp(undefined).move('in 1 minute')).rejects.toMatchObject({ errorName: 'not_found' });
  });
});
