import { setTimeout } from 'node:timers/promises';
import { send } from './client';

/**
 * Sends so many e-mails, so many of them at a time, and waits until SES was asked about the last: e-mails a second.
 * @param delivered how many e-mails SES has been asked to send so far
 */
export async function throughput(
  api: string,
  { sends, keyed, atOnce }: { sends: number; keyed: boolean; atOnce: number },
  delivered: () => Promise<number>,
): Promise<number> {
  const wanted = (await delivered()) + sends;
  const before = performance.now();
  let begun = 0;
  const worker = async () => {
    while (begun++ < sends) await send(api, { keyed });
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  for (let last = performance.now(), seen = 0; ;) {
    const now = await delivered();
    if (now >= wanted) return (sends * 1000) / (performance.now() - before);
    if (now > seen) [seen, last] = [now, performance.now()];
    if (performance.now() - last > 60_000)
      throw new Error(`${wanted - now} e-mails were not given to SES in a minute.`);
    await setTimeout(20);
  }
}
