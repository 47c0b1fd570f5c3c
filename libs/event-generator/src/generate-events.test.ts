import { generateEvents } from './generate-events';
import { mixes } from './mix';

const from = new Date('2026-11-08T00:00:00Z');
const to = new Date('2026-11-22T00:00:00Z');
const wanted = { events: 5_000, from, to, mix: mixes.troubled };

test('a seed makes the same events again, and another seed makes others', () => {
  const events = JSON.stringify(generateEvents({ ...wanted, seed: 7 }));
  expect(JSON.stringify(generateEvents({ ...wanted, seed: 7 }))).toBe(events);
  expect(JSON.stringify(generateEvents({ ...wanted, seed: 8 }))).not.toBe(events);
});

test('every type that SES has is among them, and no two tell the same', () => {
  const events = generateEvents({ ...wanted, seed: 1 });
  expect(events).toHaveLength(5_000);
  expect(new Set(events.map(({ eventType }) => eventType))).toEqual(
    new Set([
      ...['Send', 'Delivery', 'Bounce', 'Complaint', 'Reject', 'Open', 'Click'],
      ...['Rendering Failure', 'DeliveryDelay', 'Subscription'],
    ]),
  );
  expect(new Set(events.map((event) => JSON.stringify(event))).size).toBe(5_000);
});

test('messages are sent within the time that was asked for, and nothing is told after it', () => {
  for (const { mail } of generateEvents({ ...wanted, seed: 2 })) {
    expect(Date.parse(mail.timestamp)).toBeGreaterThanOrEqual(from.getTime());
    expect(Date.parse(mail.timestamp)).toBeLessThanOrEqual(to.getTime());
  }
});

test('usual mail is what SES lets an account send: few bounces, and hardly a complaint', () => {
  const events = generateEvents({ ...wanted, events: 20_000, seed: 3, mix: mixes.usual });
  const share = (type: string) => events.filter(({ eventType }) => eventType === type).length / events.length;
  expect(share('Send')).toBeGreaterThan(0.4);
  expect(share('Bounce')).toBeLessThan(0.025);
  expect(share('Complaint')).toBeLessThan(0.001);
});
