import type { DeadLetter, DeadLetterQueue } from './dead-letter-queue';
import { explain, type Explanation } from './explain';

/** A message as it is listed; the body holds addresses. */
export type Listed = Pick<DeadLetter, 'id' | 'sentAt' | 'receiveCount' | 'body'> & { explanation: Explanation };

/** What one run did. */
export type Outcome =
  /** `hidden` are in somebody's hands: another operator's, or those of a run that was interrupted. */
  | { kind: 'listed'; count: number; hidden: number; messages: Listed[] }
  | { kind: 'moved'; ids: string[]; malformed: string[] }
  | { kind: 'not found'; id: string }
  | { kind: 'still malformed'; explanation: Explanation };

/** So many are listed; more than a person reads. */
const mostListed = 1000;

/** Lists what lies in a dead-letter queue, oldest first, or one message of it. Everything is left as it was. */
export async function list(queue: DeadLetterQueue, id?: string): Promise<Outcome> {
  const { visible, hidden } = await queue.counts();
  const taken: DeadLetter[] = [];
  try {
    for await (const letters of queue.take()) {
      taken.push(...letters);
      if (taken.length >= mostListed || letters.some((letter) => letter.id === id)) break;
    }
  } finally {
    await queue.release(taken);
  }
  const meant = taken.filter((letter) => id === undefined || letter.id === id);
  if (id !== undefined && meant.length === 0) return { kind: 'not found', id };
  const messages = meant
    .map(({ id, sentAt, receiveCount, body }) => {
      return { id, sentAt, receiveCount, body, explanation: explain(body, queue.sourceArn) };
    })
    .sort((one, other) => one.sentAt.getTime() - other.sentAt.getTime());
  return { kind: 'listed', count: Math.max(visible, taken.length), hidden, messages };
}

/**
 * Moves messages back to their queue: all that were there at `startedAt`, or one. Each is sent before it is removed, so a
 * crash in between doubles it and loses nothing; consumers bear doubles. `malformed` are those that will come back.
 */
export async function move(queue: DeadLetterQueue, startedAt: Date, id?: string): Promise<Outcome> {
  const ids: string[] = [];
  const malformed: string[] = [];
  const isMeant = (letter: DeadLetter) => (id === undefined ? letter.sentAt <= startedAt : letter.id === id);
  await eachTaken(queue, async (letter) => {
    if (!isMeant(letter)) return 'keep';
    await queue.sendBack(letter);
    await queue.remove(letter);
    ids.push(letter.id);
    if (explain(letter.body, queue.sourceArn).reason === 'malformed') malformed.push(letter.id);
    return id === undefined ? 'go on' : 'done';
  });
  return id !== undefined && ids.length === 0 ? { kind: 'not found', id } : { kind: 'moved', ids, malformed };
}

/** Sends `body` back in place of a message, unless it is malformed itself; then nothing is touched. */
export async function replace(queue: DeadLetterQueue, id: string, body: string): Promise<Outcome> {
  const explanation = explain(body, queue.sourceArn);
  if (explanation.reason === 'malformed') return { kind: 'still malformed', explanation };
  let found = false;
  await eachTaken(queue, async (letter) => {
    if (letter.id !== id) return 'keep';
    await queue.sendBack(letter, body);
    await queue.remove(letter);
    found = true;
    return 'done';
  });
  return found ? { kind: 'moved', ids: [id], malformed: [] } : { kind: 'not found', id };
}

/** Gives every message to `handle`, ten at a time; what it keeps, or fails at, is visible to others again at the end. */
async function eachTaken(
  queue: DeadLetterQueue,
  handle: (letter: DeadLetter) => Promise<'keep' | 'go on' | 'done'>,
): Promise<void> {
  const kept: DeadLetter[] = [];
  try {
    for await (const letters of queue.take()) {
      const results = await Promise.allSettled(letters.map(handle));
      kept.push(...letters.filter((_, index) => isKept(results[index])));
      const failure = results.find((result) => result.status === 'rejected');
      if (failure) throw failure.reason;
      if (results.some((result) => result.status === 'fulfilled' && result.value === 'done')) return;
    }
  } finally {
    await queue.release(kept);
  }
}

function isKept(result: PromiseSettledResult<'keep' | 'go on' | 'done'> | undefined): boolean {
  return result?.status !== 'fulfilled' || result.value === 'keep';
}
