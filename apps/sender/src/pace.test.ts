import type { Stream } from '@sesame/email';
import fc from 'fast-check';
import { costMs, decidePace, lateMs, leaseMs, marketingAheadMs, turnIn, type Lease, type PaceState } from './pace';
import type { SendingLimits } from './sending-limits';

const start = Date.parse('2026-11-22T12:00:00Z');
const limits = (changed: Partial<SendingLimits> = {}): SendingLimits => ({
  rate: 50,
  quota: 50_000,
  sentLast24Hours: 0,
  sendingEnabled: true,
  askedAt: new Date(start),
  ...changed,
});
const state = (next: number, changed?: Partial<SendingLimits>): PaceState => ({
  next: start + next,
  limits: limits(changed),
});
const request = { stream: 'transactional' as Stream, recipients: 1, wanted: 1, latest: start + 10_000 };

describe('a lease', () => {
  test.each([
    ['of at most 200 ms', 50, 0, { wanted: 100 }, 10],
    ['of one message, when that is longer', 50, 0, { recipients: 50, wanted: 50 }, 50],
    ['of what is wanted, when others wait', 50, 100, { wanted: 3 }, 3],
    ['of 20 ms at least, when nobody does', 500, 0, {}, 10],
    ['of a second, at one recipient a second', 1, 0, { wanted: 10 }, 1],
  ])('is %s', (_, rate, next, changed, recipients) => {
    expect(decidePace(state(next, { rate }), { ...request, ...changed }, start)).toMatchObject({
      do: 'reserve',
      recipients,
    });
  });

  test('is one of a second each while nobody has asked SES', () => {
    expect(decidePace({ next: 0 }, { ...request, wanted: 10 }, start)).toMatchObject({ recipients: 1 });
  });

  test('is spent evenly', () => {
    const first = turnIn({ next: start, until: start + 60, rate: 50 }, 1, start);
    const second = first && turnIn(first.rest, 2, start);
    expect([first?.at, second?.at]).toEqual([start, start + 20]);
    expect(second && turnIn(second.rest, 1, start)).toBeUndefined();
  });

  test('of which a part went by is not made up for', () => {
    expect(turnIn({ next: start, until: start + 200, rate: 50 }, 1, start + 150)).toMatchObject({ at: start + 110 });
    expect(turnIn({ next: start, until: start + 200, rate: 50 }, 1, start + 221)).toBeUndefined();
  });
});

describe('transactional mail has precedence', () => {
  const marketing = { ...request, stream: 'marketing' as const };

  test('marketing waits while more is given away than begins at once, and the other does not', () => {
    expect(decidePace(state(200), marketing, start)).toMatchObject({ do: 'reserve', latest: start + marketingAheadMs });
    expect(decidePace(state(201), marketing, start)).toEqual({ do: 'wait', until: start + 1 });
    expect(decidePace(state(9_999), request, start)).toMatchObject({ do: 'reserve', latest: request.latest });
  });

  test('what cannot begin in time is held', () => {
    expect(decidePace(state(10_001), request, start)).toEqual({ do: 'hold', reason: 'paced' });
    expect(decidePace(state(10_001), marketing, start)).toEqual({ do: 'hold', reason: 'paced' });
  });

  test('behind any marketing, it begins after what marketing may take ahead, and one lease', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.array(fc.nat(300), { maxLength: 200 }), (rate, gaps) => {
        let now = start;
        let next = start;
        for (const gap of gaps) {
          now += gap;
          const known = { ...state(0, { rate }), next };
          const decision = decidePace(known, { ...marketing, wanted: 50, latest: now + 10_000 }, now);
          if (decision.do === 'reserve') next = Math.max(next, now) + costMs(decision.recipients, rate);
          if (decision.do === 'wait') expect(decision.until).toBe(next - marketingAheadMs);
        }
        expect(next - now).toBeLessThanOrEqual(marketingAheadMs + Math.max(leaseMs, costMs(1, rate)) + 0.01);
      }),
    );
  });
});

describe('the quota', () => {
  const used = (sentLast24Hours: number, quota = 100) => state(0, { quota, sentLast24Hours });

  test.each([
    [99, 'reserve'],
    [100, 'hold'],
    [101, 'hold'],
  ])('of 100, of which SES says that %d are used, means %s', (sent, decided) => {
    expect(decidePace(used(sent), request, start).do).toBe(decided);
  });

  test('is not held against anybody ten minutes after SES told it, and never where there is none', () => {
    expect(decidePace(used(100), request, start)).toEqual({ do: 'hold', reason: 'quota' });
    expect(decidePace(used(100), { ...request, latest: Infinity }, start + 600_001).do).toBe('reserve');
    expect(decidePace(used(9e9, -1), request, start).do).toBe('reserve');
  });
});

test('while SES takes no mail, everything is held as paused', () => {
  expect(decidePace(state(0, { sendingEnabled: false }), request, start)).toEqual({ do: 'hold', reason: 'paused' });
});

const runs = Number(process.env['SESAME_LAW_RUNS'] ?? 300);

test('however many take turns, in whatever order and however late, no stretch of time holds more than the rate', () => {
  const step = fc.record({
    who: fc.nat(6),
    gapMs: fc.oneof(fc.constant(0), fc.nat(30), fc.nat(2_000)),
    stream: fc.constantFrom<Stream>('transactional', 'marketing'),
    recipients: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 50 })),
    wanted: fc.nat(60),
    /** How late it is sent after its turn; beyond what is allowed it is not sent. */
    lateByMs: fc.nat(120),
    writeMs: fc.nat(60),
  });
  fc.assert(
    fc.property(fc.constantFrom(1, 14, 50, 333, 5_000), fc.array(step, { maxLength: 120 }), (rate, steps) => {
      const sent: { at: number; recipients: number }[] = [];
      const leases = new Map<number, Lease>();
      let known = { ...state(0, { rate, quota: -1 }), next: 0 };
      let now = start;
      for (const { who, gapMs, stream, recipients, wanted, lateByMs, writeMs } of steps) {
        now += gapMs;
        for (let tries = 0; tries < 3; tries++) {
          const lease = leases.get(who);
          const turn = lease && turnIn(lease, recipients, now);
          if (turn) {
            leases.set(who, turn.rest);
            const at = Math.max(now, turn.at + lateByMs);
            if (at <= turn.at + lateMs) sent.push({ at, recipients });
            break;
          }
          const wish = { stream, recipients, wanted: recipients + wanted, latest: now + 12_000 };
          const decision = decidePace(known, wish, now + writeMs);
          if (decision.do !== 'reserve') break;
          const from = Math.max(known.next, now + writeMs);
          const until = from + costMs(decision.recipients, rate);
          known = { ...known, next: until };
          leases.set(who, { next: from, until, rate });
        }
      }
      expectPaced(sent, rate);
    }),
    { numRuns: runs },
  );
});

/** In every stretch from one message to another: the rate, for what may be late, and one message. */
function expectPaced(sent: { at: number; recipients: number }[], rate: number): void {
  const inOrder = sent.toSorted((a, b) => a.at - b.at);
  const largest = Math.max(0, ...sent.map(({ recipients }) => recipients));
  for (const [first, { at: from }] of inOrder.entries()) {
    let sum = 0;
    for (const { at, recipients } of inOrder.slice(first)) {
      sum += recipients;
      expect(sum).toBeLessThanOrEqual(((at - from + lateMs) * rate) / 1000 + largest + 0.01);
    }
  }
}
