import { log } from '@sesame/lambda';
import type { StoredAttachment } from '../attachment';
import { attachmentsInMemory } from '../attachments-in-memory.fixture';
import type { Email } from '../email';
import { anEmail } from '../email.fixture';
import { emailsInMemory } from '../emails-in-memory.fixture';
import { fetchAttachments } from './fetch-attachments';
import type { FetchOutcome } from './fetch-file';

jest.spyOn(log, 'warn').mockImplementation();

const toFetch = (n: number, changed: Partial<StoredAttachment> = {}): StoredAttachment => ({
  id: `id-${n}`,
  filename: `${n}.bin`,
  path: `https://files.example.org/${n}`,
  ...changed,
});
const waiting = (changed: Partial<Email> = {}) => anEmail({ attachments: [toFetch(0), toFetch(1)], ...changed });
const fetchedAs = (text: string, contentType?: string): FetchOutcome => ({
  status: 'fetched',
  file: { bytes: Buffer.from(text), contentType },
});
const refused: FetchOutcome = { status: 'refused', reason: 'status', sentence: 'The server answered 404.' };
const later: FetchOutcome = { status: 'try-again', reason: 'timeout', sentence: 'It took too long.' };

function setUp(email: Email, outcomes: FetchOutcome[] = [], { minutes = 0, queueIsAway = false } = {}) {
  const emails = emailsInMemory(email);
  const attachments = attachmentsInMemory();
  const enqueued: string[] = [];
  const asked: { url: string; mostBytes: number }[] = [];
  const fetch = fetchAttachments({
    emails,
    attachments,
    queue: {
      enqueue: async ({ id }) => {
        if (queueIsAway) throw new RangeError('away');
        enqueued.push(id);
      },
    },
    fetchFile: async (url, { mostBytes }) => {
      asked.push({ url, mostBytes });
      return outcomes[asked.length - 1] ?? later;
    },
    timeLimit: () => new AbortController().signal,
    now: () => new Date(email.queuedAt.getTime() + minutes * 60_000),
  });
  return { run: () => fetch(email), state: () => emails.all()[0], attachments, enqueued, asked };
}

test('every file is fetched, stored and recorded, and the e-mail goes on to its delivery', async () => {
  const { run, state, attachments, enqueued } = setUp(waiting(), [
    fetchedAs('one', 'text/csv'),
    fetchedAs('two', 'not a type'),
  ]);
  await run();

  expect(state()?.attachments).toEqual([
    { id: 'id-0', filename: '0.bin', contentType: 'text/csv', bytes: { size: 3, digest: expect.any(String) } },
    { id: 'id-1', filename: '1.bin', contentType: 'application/octet-stream', bytes: expect.anything() },
  ]);
  expect(state()?.status).toBe('queued');
  expect(attachments.keys()).toHaveLength(2);
  expect(attachments.keys().every((key) => key.startsWith(`own/${anEmail().id}/`))).toBe(true);
  expect(enqueued).toEqual([anEmail().id]);
});

test('a file may be as large as the others leave room for in what SES takes', async () => {
  const stored = { id: 'id', filename: 'a', bytes: { size: 20_000_000, digest: 'd' } };
  const { run, asked } = setUp(waiting({ attachments: [stored, toFetch(1)] }), [refused]);
  await run();
  expect(asked).toHaveLength(1);
  expect(asked[0]?.mostBytes).toBeGreaterThan(9_000_000);
  expect(asked[0]?.mostBytes).toBeLessThan(9_300_000);
});

test('a refusal makes the e-mail fail, with the reason and no address', async () => {
  const { run, state, enqueued } = setUp(waiting(), [fetchedAs('one'), refused]);
  await run();

  expect(state()).toMatchObject({
    status: 'failed',
    due: undefined,
    error: {
      name: 'attachment_not_fetched',
      message: 'An attachment could not be fetched (status): The server answered 404.',
    },
  });
  expect(enqueued).toEqual([]);
});

test('what may yet succeed is left to the sweep, what was fetched is not fetched again, and in the end it fails', async () => {
  const first = setUp(waiting(), [fetchedAs('one'), later], { minutes: 7 });
  await first.run();
  expect(first.state()).toMatchObject({ status: 'queued', due: waiting().due });
  expect(first.enqueued).toEqual([]);

  const again = setUp(first.state() ?? waiting(), [later], { minutes: 15 });
  await again.run();
  expect(again.asked.map(({ url }) => url)).toEqual(['https://files.example.org/1']);
  expect(again.state()).toMatchObject({ status: 'failed', error: { name: 'attachment_not_fetched' } });
});

test('one whose files are all there is enqueued, as after a crash between the record and the queue', async () => {
  const { run, asked, enqueued } = setUp(anEmail());
  await run();
  expect({ asked, enqueued }).toEqual({ asked: [], enqueued: [anEmail().id] });
});

test.each(['sent', 'canceled', 'failed', 'sending'] as const)(
  'nothing is fetched for one that is %s',
  async (status) => {
    const { run, asked, enqueued } = setUp(waiting({ status }));
    await run();
    expect({ asked, enqueued }).toEqual({ asked: [], enqueued: [] });
  },
);

test('a queue that is away does not matter: the sweep enqueues', async () => {
  const { run, state } = setUp(waiting(), [fetchedAs('one'), fetchedAs('two')], { queueIsAway: true });
  await run();
  expect(state()).toMatchObject({ status: 'queued', due: waiting().due });
});
