import fc from 'fast-check';
import { queuesInMemory, readable, startedAt } from './queues-in-memory.fixture';
import { list, move, replace } from './redrive';

test('a list tells all, with the reason, and leaves everything as it was', async () => {
  const { queue, source, deadLetters, hidden } = queuesInMemory({ a: 'no JSON', b: readable, c: '{}' });
  expect(await list(queue)).toMatchObject({
    kind: 'listed',
    count: 3,
    messages: [
      { id: 'a', receiveCount: 6, explanation: { reason: 'malformed', where: 'body' } },
      { id: 'b', explanation: { reason: 'readable' } },
      { id: 'c', explanation: { reason: 'malformed', where: 'body.id' } },
    ],
  });
  expect([source, deadLetters(), hidden()]).toEqual([[], ['a', 'b', 'c'], []]);
});

test('a list tells how many are in somebody else’s hands', async () => {
  const { queue, deadLetters } = queuesInMemory({ a: readable, b: readable, c: readable });
  for await (const _ of queue.take()) break;
  expect(await list(queue)).toMatchObject({ count: 1, hidden: 2, messages: [{ id: 'c' }] });
  expect(deadLetters()).toEqual(['c']);
});

test('a list of one message tells that one', async () => {
  const { queue } = queuesInMemory({ a: readable, b: readable });
  expect(await list(queue, 'b')).toMatchObject({ kind: 'listed', messages: [{ id: 'b' }] });
  expect(await list(queue, 'c')).toEqual({ kind: 'not found', id: 'c' });
});

test('everything is moved that was there at the start, and what will come back is told', async () => {
  const { queue, source, deadLetters, hidden } = queuesInMemory({ a: readable, b: '{}', c: readable, later: '{}' });
  const outcome = await move(queue, startedAt);
  expect(outcome).toEqual({ kind: 'moved', ids: ['a', 'b', 'c'], malformed: ['b'] });
  expect([source, deadLetters(), hidden()]).toEqual([[readable, '{}', readable], ['later'], []]);
});

test('one message is moved, and the others are visible again', async () => {
  const { queue, source, deadLetters, hidden } = queuesInMemory({ a: '1', b: '2', c: '3', d: '4' });
  expect(await move(queue, startedAt, 'c')).toMatchObject({ kind: 'moved', ids: ['c'] });
  expect([source, deadLetters(), hidden()]).toEqual([['3'], ['a', 'b', 'd'], []]);
  expect(await move(queue, startedAt, 'e')).toEqual({ kind: 'not found', id: 'e' });
});

test('a repaired body takes the place of the message', async () => {
  const { queue, source, deadLetters, hidden } = queuesInMemory({ a: '{}', b: '{}' });
  expect(await replace(queue, 'b', readable)).toEqual({ kind: 'moved', ids: ['b'], malformed: [] });
  expect([source, deadLetters(), hidden()]).toEqual([[readable], ['a'], []]);
  expect(await replace(queue, 'c', readable)).toEqual({ kind: 'not found', id: 'c' });
});

test('a body that cannot be read either is not sent, and nothing is touched', async () => {
  const { queue, source, deadLetters } = queuesInMemory({ a: '{}' });
  expect(await replace(queue, 'a', 'no JSON')).toMatchObject({
    kind: 'still malformed',
    explanation: { where: 'body' },
  });
  expect([source, deadLetters()]).toEqual([[], ['a']]);
});

test('whichever step fails, no message is lost: it is on its queue, among the dead letters, or on both', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const steps = ids.flatMap((id) => [`send ${id}`, `remove ${id}`]);
  await fc.assert(
    fc.asyncProperty(fc.subarray(steps, { minLength: 1 }), async (failingSteps) => {
      const { queue, source, failing, deadLetters, hidden } = queuesInMemory(
        Object.fromEntries(ids.map((id) => [id, id])),
      );
      for (const step of failingSteps) failing.add(step);
      await expect(move(queue, startedAt)).rejects.toThrow('fails');
      expect([...new Set([...source, ...deadLetters()])].sort()).toEqual(ids);
      expect(hidden()).toEqual([]);

      failing.clear();
      await move(queue, startedAt);
      expect(deadLetters()).toEqual([]);
      expect([...new Set(source)].sort()).toEqual(ids);
    }),
    { numRuns: 200 },
  );
});
