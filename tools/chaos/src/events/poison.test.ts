import { poisonKinds } from './poison';
import { planOf } from './plan';

const plan = planOf({ seed: 1, events: 6_000, days: 14, now: new Date('2026-11-22T12:00:00Z') });
const messages = plan.bursts.flat();
const poison = messages.flatMap((message) => (message.poison ? [{ ...message, ...message.poison }] : []));

test('there are twenty kinds, and each is among the malformed messages', () => {
  expect(new Set(poisonKinds.map(({ name }) => name)).size).toBe(20);
  expect(new Set(poison.map(({ kind }) => kind.name)).size).toBe(20);
});

test('a malformed message is another than what it is repaired to, which tells of an event', () => {
  for (const { body, repaired } of poison) {
    expect(body()).not.toBe(repaired());
    expect(body()).not.toBe('');
    const envelope = JSON.parse(repaired()) as { Message: string };
    expect(JSON.parse(envelope.Message)).toMatchObject({
      eventType: expect.any(String),
      mail: { destination: expect.any(Array) },
    });
  }
});

test('every event is told to the queues that hear of it; 1 % are malformed, 5 % of the rest told twice, 2 % published twice', () => {
  const good = messages.filter((message) => !message.poison);
  const toMetrics = good.filter(({ queue }) => queue === 'metrics').map(({ body }) => body());
  const distinct = plan.events.filter(({ isPoisoned }) => !isPoisoned).length;
  const bodies = new Set(toMetrics);
  const share = (many: number) => many / distinct;
  expect(share(toMetrics.length - bodies.size)).toBeCloseTo(0.05, 1);
  expect(share(bodies.size - distinct)).toBeCloseTo(0.02, 1);
  expect(new Set(toMetrics.map((body) => (JSON.parse(body) as { Message: string }).Message)).size).toBe(distinct);
  expect(poison.filter(({ queue }) => queue === 'metrics').length / plan.events.length).toBeCloseTo(0.01, 2);
});
