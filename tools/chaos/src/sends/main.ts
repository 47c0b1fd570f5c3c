// Exit code 0 only if everything holds; the last line is one JSON object.
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { doorsOf, startSesame } from '@sesame/local-sesame';
import { Command, InvalidArgumentError } from 'commander';
import { judge, violations } from './judge';
import { placements } from './placements';
import { planOf } from './plan';
import { run } from './run';
import { sender as senderTo } from './sender';

const { seed, sends, kills, concurrency } = new Command('chaos sends')
  .option('--seed <number>', 'determines what is offered when, and where functions are killed', whole, randomInt(1e9))
  .option('--sends <number>', 'e-mails, each offered one to five times', whole, 10_000)
  .option('--kills <number>', 'how many times a function is killed', whole, 100)
  .option('--concurrency <number>', 'offers at a time', whole, 50)
  .parse()
  .opts<Record<'seed' | 'sends' | 'kills' | 'concurrency', number>>();

const startedAt = performance.now();
const say = (line: string) => void process.stdout.write(`${line}\n`);
const seconds = () => Math.round((performance.now() - startedAt) / 1000);
const plan = planOf({ seed, sends, kills });
say(`Seed ${seed}: ${sends} e-mails, ${plan.offers.length} offers, ${kills} kills.`);

// This file runs as dist/tools/chaos/sends.mjs. What SES allows is no part of this trial.
const embeddedAws = fileURLToPath(new URL('../local-aws/main.mjs', import.meta.url));
const sesame = await startSesame(embeddedAws, {
  SESAME_SES_MAX_SEND_RATE: '10000',
  SESAME_SES_MAX_24_HOUR_SEND: '-1',
});
try {
  const sender = senderTo(sesame.api);
  const { observed, kills: made } = await run({
    plan,
    concurrency,
    doors: doorsOf(sesame.aws),
    sender,
    say: (line) => say(`${String(seconds()).padStart(4)} s  ${line}`),
  });
  const verdict = judge(observed);
  const killed = [...made.values()].reduce((sum, count) => sum + count, 0);
  const wrong = violations(verdict, { kills: killed, planned: kills });

  say('\nkilled                                    times');
  for (const { name } of placements) say(`${name.padEnd(40)} ${String(made.get(name) ?? 0).padStart(6)}`);
  say('\nof the e-mails                        how many');
  for (const [name, count] of Object.entries(verdict)) say(`${name.padEnd(36)} ${String(count).padStart(10)}`);
  say(`\n${wrong.length === 0 ? 'Everything holds.' : `BROKEN: ${wrong.join('; ')}.`}`);
  const answers = Object.fromEntries(sender.answers);
  const offers = plan.offers.length;
  say(
    JSON.stringify({
      chaos: 'sends',
      ok: wrong.length === 0,
      seed,
      sends,
      offers,
      kills: killed,
      ...verdict,
      answers,
      seconds: seconds(),
    }),
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await sesame.stop();
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('It must be a whole number.');
  return number;
}
