import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { forEachRecord } from './for-each-record';
import { log } from './log';

const logged = jest.spyOn(log, 'error').mockImplementation();
beforeEach(() => logged.mockClear());

const record = (messageId: string, body: string) => ({ messageId, body }) as SQSRecord;
const batch = (...Records: SQSRecord[]): SQSEvent => ({ Records });

test('a batch whose records all succeed reports none', async () => {
  const seen: string[] = [];
  const handler = forEachRecord(async ({ body }) => void seen.push(body));

  expect(await handler(batch(record('1', 'a'), record('2', 'b')))).toEqual({ batchItemFailures: [] });
  expect(seen).toEqual(['a', 'b']);
});

test('only the record that throws is reported, and the others are done', async () => {
  const done: string[] = [];
  const handler = forEachRecord(async ({ body }) => {
    if (body === 'bad') throw new RangeError('what the record said');
    done.push(body);
  });

  const answer = await handler(batch(record('1', 'a'), record('2', 'bad'), record('3', 'c')));

  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  expect(done).toEqual(['a', 'c']);
});

test('a failure is logged by the name of the error and the id of the message, and nothing else', async () => {
  await forEachRecord(() => Promise.reject(new RangeError('ada@example.com')))(batch(record('7', 'ada@example.com')));

  expect(logged.mock.calls).toEqual([['record failed', { error: 'RangeError', messageId: '7' }]]);
});

test('a malformed message is logged with the place where it is malformed', async () => {
  const malformed = Object.assign(new Error('ada@example.com'), { name: 'MalformedEventError', where: 'Message.mail' });
  await forEachRecord(() => Promise.reject(malformed))(batch(record('7', 'ada@example.com')));

  expect(logged.mock.calls).toEqual([
    ['record failed', { error: 'MalformedEventError', where: 'Message.mail', messageId: '7' }],
  ]);
});

test('records are worked on at the same time', async () => {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const handler = forEachRecord(({ body }) => (body === 'first' ? gate : Promise.resolve(release())));

  expect(await handler(batch(record('1', 'first'), record('2', 'second')))).toEqual({ batchItemFailures: [] });
});
