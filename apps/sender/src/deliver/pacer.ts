import type { HeldReason } from '../email';
import { decidePace, turnIn, type Lease, type PaceRequest } from '../pace';
import { nothingKnown, type PaceTable } from '../pace-table';

/** When a message may be sent, in milliseconds since the epoch, or why not now. */
export type Turn = { at: number } | { held: Exclude<HeldReason, 'throttled'> };

export type TurnRequest = Pick<PaceRequest, 'stream' | 'recipients' | 'latest'>;

/** Gives out turns to send, to one message after another in the order in which they ask. */
export type Pacer = {
  /** Tells how many messages are being read and may ask soon, so that one lease is taken for all of them. */
  expect(messages: number): void;

  /** Waits, where it must, until `latest` at most. Throws what the table throws. */
  turn(request: TurnRequest): Promise<Turn>;

  /** Milliseconds that a write has taken lately. */
  writeMs(): number;
};

/** What is known for longer may not keep a message from being sent. */
const knownMs = 1_000;
const longestWriteMs = 1_000;
/** So long a lease is put off for messages that are still being read. */
const gatherMs = 50;

export function pacer({
  table,
  now,
  sleep,
}: {
  table: Pick<PaceTable, 'reserve'>;
  now: () => number;
  sleep: (milliseconds: number) => Promise<unknown>;
}): Pacer {
  let known = nothingKnown;
  let knownAt = -Infinity;
  let lease: Lease | undefined;
  let expected = 0;
  let waiting = 0;
  let allHaveAsked = () => {};
  let writeMs = 0;
  let before: Promise<unknown> = Promise.resolve();

  async function next(request: TurnRequest): Promise<Turn> {
    for (;;) {
      const turn = lease && turnIn(lease, request.recipients, now());
      if (turn) {
        lease = turn.rest;
        return { at: turn.at };
      }
      await gathered();
      const readyAt = now() + writeMs;
      const decision = decidePace(known, { ...request, wanted: waiting }, readyAt);
      if (decision.do === 'reserve') await reserve({ ...decision, readyAt });
      else if (known !== nothingKnown && now() - knownAt > knownMs) known = nothingKnown;
      else if (decision.do === 'hold') return { held: decision.reason };
      else await sleep(decision.until - readyAt);
    }
  }

  async function gathered(): Promise<void> {
    if (expected === 0) return;
    await Promise.race([new Promise<void>((resolve) => (allHaveAsked = resolve)), sleep(gatherMs)]);
    expected = 0;
  }

  /** Where nothing is known, the attempt fails, and what is true comes with the refusal. */
  async function reserve(wish: { readyAt: number; latest: number; recipients: number }): Promise<void> {
    const begun = now();
    const reserved = await table.reserve(known, wish);
    knownAt = now();
    writeMs = Math.min(Math.max(0, knownAt - begun), longestWriteMs);
    known = reserved.known;
    lease = reserved.lease;
  }

  return {
    expect(messages) {
      expected = messages;
    },
    turn(request) {
      waiting += request.recipients;
      expected = Math.max(0, expected - 1);
      if (expected === 0) allHaveAsked();
      const turn = before.then(() => next(request)).finally(() => (waiting -= request.recipients));
      before = turn.catch(() => undefined);
      return turn;
    },
    writeMs: () => writeMs,
  };
}
