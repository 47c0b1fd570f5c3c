// Exit code 0 only if everything holds; the last line is one JSON object.
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startSesame } from '@sesame/local-sesame';
import { Command, InvalidArgumentError } from 'commander';
import { run } from './run';

const { seed, rate, seconds } = new Command('chaos outage')
  .option('--seed <number>', 'determines the events', whole, randomInt(1e9))
  .option('--rate <number>', 'events a second that arrive all the while', whole, 50)
  .option('--seconds <number>', 'how long every call to DynamoDB fails', whole, 60)
  .parse()
  .opts<Record<'seed' | 'rate' | 'seconds', number>>();

const say = (line: string) => void process.stdout.write(`${line}\n`);
say(`Seed ${seed}: ${rate} events a second, DynamoDB is away for ${seconds} s.`);

// This file runs as dist/tools/chaos/outage.mjs.
const sesame = await startSesame(fileURLToPath(new URL('../local-aws/main.mjs', import.meta.url)));
try {
  const found = await run({ sesame, seed, rate, seconds, say });
  const holds = {
    'nothing is lost, and nothing counted twice': found.counterDifference + found.suppressionDifference === 0,
    'nothing is in a dead-letter queue': found.deadLettered === 0,
    'calls did fail': found.faultsHit > 0 && found.backlog > 0,
    'the backlog went at least twice as fast as events arrive': found.drainedBesideArriving >= 2,
  };
  const ok = Object.values(holds).every(Boolean);
  for (const [what, held] of Object.entries(holds)) say(`${held ? 'holds ' : 'BROKEN'}  ${what}`);
  say(JSON.stringify({ chaos: 'outage', ok, seed, rate, seconds, ...found }));
  process.exitCode = ok ? 0 : 1;
} finally {
  await sesame.stop();
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}
