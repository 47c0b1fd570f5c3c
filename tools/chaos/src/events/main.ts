// Exit code 0 only if everything holds; the last line is one JSON object.
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startSesame } from '@sesame/local-sesame';
import { Command, InvalidArgumentError } from 'commander';
import { killer as killerOf } from './killer';
import { planOf } from './plan';
import { run } from './run';

const { seed, events, days, kills } = new Command('chaos events')
  .option('--seed <number>', 'determines the events, their order, and how often what goes wrong', whole, randomInt(1e9))
  .option('--events <number>', 'how many events there are, each told one to three times', whole, 100_000)
  .option('--days <number>', 'over how many days they are spread, such as 0.05', fraction, 14)
  .option('--kills <number>', 'how many times a worker is killed at its work', whole, 200)
  .parse()
  .opts<Record<'seed' | 'events' | 'days' | 'kills', number>>();

const startedAt = performance.now();
const seconds = () => Math.round((performance.now() - startedAt) / 1_000);
const say = (line: string) => void process.stdout.write(`${line}\n`);
const hourMs = 3_600_000;

const now = new Date();
const from = new Date(now.getTime() - days * 24 * hourMs);
// Clocks that are wrong tell of up to a quarter of an hour from now.
const to = new Date(now.getTime() + hourMs);
const plan = planOf({ seed, events, days, now });
const messages = plan.bursts.reduce((sum, burst) => sum + burst.length, 0);
say(`Seed ${seed}: ${events} events over ${days} days, ${messages} messages, ${kills} kills.`);

// This file runs as dist/tools/chaos/events.mjs.
const root = fileURLToPath(new URL('../../..', import.meta.url));
const sesame = await startSesame(`${root}dist/tools/local-aws/main.mjs`);
try {
  const killer = killerOf(seed, kills);
  const found = await run({
    ...{ plan, seed, killer, sesame, root, from, to },
    say: (line) => say(`${String(seconds()).padStart(4)} s  ${line}`),
  });
  const { beforeRepair, afterRepair, ...rest } = found;
  const holds = {
    'every counter is the oracle’s': beforeRepair.counterDifference === 0,
    'the suppression list is the oracle’s': beforeRepair.suppressionDifference === 0,
    'every malformed message is in the dead-letter queue, once': rest.poisonMissing === 0,
    'no message is there that could be handled': rest.goodDeadLettered === 0,
    'repaired and moved back, both are the oracle’s again':
      afterRepair.counterDifference + afterRepair.suppressionDifference === 0,
    'every kill was made': killer.made() === kills,
  };
  const ok = Object.values(holds).every(Boolean);
  for (const [what, held] of Object.entries(holds)) say(`${held ? 'holds ' : 'BROKEN'}  ${what}`);
  say(
    JSON.stringify({
      chaos: 'events',
      ok,
      seed,
      events,
      messages,
      kills: killer.made(),
      ...beforeRepair,
      ...rest,
      afterRepair,
      seconds: seconds(),
    }),
  );
  process.exitCode = ok ? 0 : 1;
} finally {
  await sesame.stop();
}

function fraction(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('It must be a whole number.');
  return number;
}
