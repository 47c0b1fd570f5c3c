import type { Outcome } from './redrive';
import { asJson, inWords, isDone } from './report';

const names = { source: 'sesame-local-bounces', deadLetters: 'sesame-local-bounces-dead-letter' };
const now = new Date('2026-11-20T09:00:00.000Z');
const listed: Outcome = {
  kind: 'listed',
  count: 2,
  hidden: 0,
  messages: [
    {
      id: '0f6a1c1e-0000-4000-8000-000000000001',
      sentAt: new Date('2026-11-18T08:00:00.000Z'),
      receiveCount: 6,
      body: 'ada@example.net',
      explanation: { reason: 'malformed', where: 'Message.mail', problem: 'is not of type object' },
    },
    {
      id: '0f6a1c1e-0000-4000-8000-000000000002',
      sentAt: new Date('2026-11-20T08:45:00.000Z'),
      receiveCount: 12,
      body: 'grace@example.net',
      explanation: { reason: 'readable' },
    },
  ],
};

test('a list has a line a message: id, age, how often it was received, and why it lies there', () => {
  expect(inWords(listed, { names, show: false }, now).split('\n')).toEqual([
    '2 messages in sesame-local-bounces-dead-letter:',
    '',
    'message                               age       received  why',
    '0f6a1c1e-0000-4000-8000-000000000001  2 days    6         Message.mail is not of type object',
    '0f6a1c1e-0000-4000-8000-000000000002  15 min    12        readable: it failed for another reason, which the log has under the message id',
    '',
    'Move them back with --move (one with --message <id>), or repair one with --replace <id> <file>.',
  ]);
});

test('bodies, which hold addresses, are told only to whom asks for them', () => {
  const told = (show: boolean) => [
    inWords(listed, { names, show }, now),
    JSON.stringify(asJson(listed, { names, show })),
  ];
  for (const text of told(false)) expect(text).not.toContain('@');
  for (const text of told(true)) expect(text).toContain('ada@example.net');
});

test('as JSON a list has its queues, its count and its messages', () => {
  expect(asJson(listed, { names, show: false })).toMatchObject({
    outcome: 'listed',
    queue: names.source,
    deadLetterQueue: names.deadLetters,
    count: 2,
    messages: [{ id: '0f6a1c1e-0000-4000-8000-000000000001', explanation: { where: 'Message.mail' } }, {}],
  });
});

test.each<[Outcome, boolean, string]>([
  [{ kind: 'listed', count: 0, hidden: 0, messages: [] }, true, 'Nothing lies in sesame-local-bounces-dead-letter.'],
  [{ kind: 'listed', count: 0, hidden: 2, messages: [] }, true, "In somebody's hands, for five minutes at most: 2."],
  [{ kind: 'moved', ids: ['a'], malformed: [] }, true, '1 message moved to sesame-local-bounces.'],
  [{ kind: 'moved', ids: ['a', 'b'], malformed: ['b'] }, true, 'Of these, 1 cannot be read by its function even now'],
  [{ kind: 'not found', id: 'a' }, false, 'No message a lies in sesame-local-bounces-dead-letter'],
  [
    { kind: 'still malformed', explanation: { reason: 'malformed', where: 'body', problem: 'is not JSON' } },
    false,
    'Nothing was moved: the file cannot be read either. body is not JSON',
  ],
])('%j is told in words', (outcome, done, words) => {
  expect(inWords(outcome, { names, show: false }, now)).toContain(words);
  expect(isDone(outcome)).toBe(done);
});
