import { setTimeout } from 'node:timers/promises';
import type { Doors } from '@sesame/local-sesame';
import { queues } from './plan';
import type { QueueClient } from './queue-client';
import type { Workers } from './workers';

/** As long as a message stays hidden that nobody answered for, and a second. */
const hiddenMs = 181_000;
const pauseMs = 400;
/** How often in a row the queues must look the same before nothing moves any more. */
const looks = 4;

/**
 * Waits until the queues are empty. When nothing moves any more and messages are still in flight, whose workers were killed or
 * could not handle them, the clock goes on until they are visible again. Answers with how often that was.
 */
export async function drain(
  clients: ReadonlyMap<string, QueueClient>,
  { doors, workers, say }: { doors: Doors; workers: Workers; say: (line: string) => void },
): Promise<number> {
  let [before, same] = ['', 0];
  for (let advances = 0; ;) {
    const waiting = await Promise.all(queues.map(async (queue) => clients.get(queue)?.waiting(queue)));
    const visible = waiting.reduce((sum, one) => sum + (one?.visible ?? 0), 0);
    const inFlight = waiting.reduce((sum, one) => sum + (one?.inFlight ?? 0), 0);
    if (visible + inFlight === 0) return advances;
    const now = JSON.stringify(waiting);
    same = visible === 0 && workers.isIdle() && now === before ? same + 1 : 1;
    before = now;
    if (same === looks) {
      await doors.advanceClock(hiddenMs);
      workers.clockAdvanced();
      advances += 1;
      say(`${inFlight} messages are to be delivered again: the clock goes on by three minutes.`);
      same = 0;
    }
    await setTimeout(pauseMs);
  }
}
