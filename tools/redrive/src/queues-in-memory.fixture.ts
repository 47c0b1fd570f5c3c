import type { DeadLetter, DeadLetterQueue } from './dead-letter-queue';

export const startedAt = new Date('2026-11-20T09:00:00.000Z');
export const readable = '{"id":"01a202b2-c57b-7fff-bfff-ffffffffffff"}';

/** The send queue and its dead letters in memory, which can be made to fail at any step. */
export function queuesInMemory(bodies: Record<string, string>) {
  const visible = new Map(Object.entries(bodies).map(([id, body]) => [id, letterOf(id, body)]));
  const hidden = new Map<string, DeadLetter>();
  const source: string[] = [];
  const failing = new Set<string>();
  const step = (name: string) => {
    if (failing.has(name)) throw new Error(`${name} fails`);
  };
  const queue: DeadLetterQueue = {
    sourceArn: 'arn:aws:sqs:us-east-1:000000000000:sesame-local-send',
    counts: async () => ({ visible: visible.size, hidden: hidden.size }),
    async *take() {
      while (visible.size > 0) {
        const letters = [...visible.values()].slice(0, 2);
        for (const letter of letters) {
          visible.delete(letter.id);
          hidden.set(letter.id, letter);
        }
        yield letters;
      }
    },
    async release(letters) {
      step('release');
      for (const letter of letters) {
        hidden.delete(letter.id);
        visible.set(letter.id, letter);
      }
    },
    async sendBack(letter, body = letter.body) {
      step(`send ${letter.id}`);
      source.push(body);
    },
    async remove({ id }) {
      step(`remove ${id}`);
      hidden.delete(id);
    },
  };
  return { queue, source, failing, deadLetters: () => [...visible.keys()].sort(), hidden: () => [...hidden.keys()] };

  function letterOf(id: string, body: string): DeadLetter {
    const sentAt = new Date(startedAt.getTime() + (id.startsWith('later') ? 1 : -60_000));
    return { id, body, sentAt, receiptHandle: id, attributes: {}, receiveCount: 6 };
  }
}
