import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SesameProcess } from '@sesame/local-sesame';
import { type Message, type Queue, queues } from './plan';
import type { QueueClient, Received } from './queue-client';

/** Longer than reading all of them takes. */
const inHandSeconds = 3_600;

export type DeadLetters = { queue: Queue; messages: Received[] }[];

/** Everything in the dead-letter queues, taken in hand. */
export async function deadLetters(operator: QueueClient): Promise<DeadLetters> {
  const found: DeadLetters = [];
  for (const queue of queues) {
    found.push({ queue, messages: await operator.receive(`${queue}-dead-letter`, Infinity, inHandSeconds) });
  }
  return found;
}

/** How many malformed messages do not lie there exactly once, and how many others lie there. */
export function judgeDeadLetters(found: DeadLetters, poison: ReadonlyMap<string, Message>) {
  const times = new Map<string, number>();
  for (const { messages } of found) {
    for (const { messageId } of messages) times.set(messageId, (times.get(messageId) ?? 0) + 1);
  }
  const poisonMissing = [...poison.keys()].filter((id) => times.get(id) !== 1).length;
  const goodDeadLettered = [...times.keys()].filter((id) => !poison.has(id)).length;
  return { poisonMissing, goodDeadLettered };
}

/**
 * Repairs every malformed message. One of each kind goes the way of an operator, `npm run redrive -- <queue> --replace`; the
 * others by the same two calls, under the same role: the repaired one is sent, and then the malformed one deleted. What is
 * not malformed is made visible again, for `--move`.
 */
export async function repairAll(
  found: DeadLetters,
  poison: ReadonlyMap<string, Message>,
  { operator, sesame, root }: { operator: QueueClient; sesame: SesameProcess; root: string },
): Promise<{ redriven: number; repaired: number }> {
  const done = new Set<string>();
  const [byCommand, byCalls]: [string[], string[]] = [[], []];
  for (const { queue, messages } of found) {
    for (const message of messages) {
      const repair = poison.get(message.messageId)?.poison;
      const isFirst = repair && !done.has(repair.kind.name);
      if (!repair || isFirst) await operator.showAgain(`${queue}-dead-letter`, message);
      if (!repair) continue;
      done.add(repair.kind.name);
      if (isFirst) {
        const file = join(sesame.dataFolder, 'repaired.json');
        writeFileSync(file, repair.repaired());
        redrive([queue, '--replace', message.messageId, file], { sesame, root });
        byCommand.push(message.messageId);
      } else {
        await operator.sendOne(queue, repair.repaired());
        await operator.removeOne(`${queue}-dead-letter`, message);
        byCalls.push(message.messageId);
      }
    }
  }
  for (const { queue, messages } of found) {
    if (messages.some(({ messageId }) => !poison.has(messageId))) redrive([queue, '--move'], { sesame, root });
  }
  return { redriven: byCommand.length, repaired: byCalls.length };
}

function redrive(words: readonly string[], { sesame, root }: { sesame: SesameProcess; root: string }): void {
  const command = join(root, 'dist/tools/redrive/main.mjs');
  const { status, stderr, stdout } = spawnSync(process.execPath, [command, ...words, '--local', '--json'], {
    env: { PATH: process.env['PATH'], SESAME_AWS_PORT: new URL(sesame.aws).port },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`redrive ${words.join(' ')} ended with ${status}: ${stderr}${stdout}`);
}
