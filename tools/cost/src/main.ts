// `npm run cost`: dollars for a million events, and for a million sends beside SES. Exit code 0 only if all that is claimed holds; the
// last line is one JSON object.
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { costOfEvents, costOfSends, dollarsOf, dollarsOfAll, type Cost } from './cost';
import { lastMeasured } from './last-measured';
import { measuredIn } from './measured';
import { prices } from './prices';

const [files] = new Command('cost')
  .description('Dollars for a million events, and for a million sends beside SES.')
  .argument(
    '[files...]',
    'what npm run bench -- events and -- sends printed (- is standard input); else what was measured last',
  )
  .parse().processedArgs as [string[]];

const said = files.map((file) => readFileSync(file === '-' ? 0 : file, 'utf8')).join('\n');
const measured = measuredIn(said, lastMeasured);
const costs = [
  { name: 'events', title: 'a million events', cost: costOfEvents(measured.events), reach: 2.5 },
  { name: 'sends', title: 'a million sends of 10 KB', cost: costOfSends(measured.sends, { keyed: false }), reach: 10 },
  {
    ...{ name: 'keyedSends', title: 'a million sends of 10 KB with an idempotency key', reach: 12 },
    cost: costOfSends(measured.sends, { keyed: true }),
  },
];

const say = (line = '') => void process.stdout.write(`${line}\n`);
for (const { title, cost } of costs) tell(title, cost);
say('Prices');
for (const { dollars, per, unit, source, asOf, ...more } of Object.values(prices))
  say(
    `${String(dollars).padStart(12)} for ${per} ${unit} (${source}, ${asOf}${'unverified' in more ? ', unverified' : ''})`,
  );
say();
for (const { title, cost, reach } of costs)
  say(`${dollarsOfAll(cost.passing) <= reach ? 'holds ' : 'BROKEN'}  ${title}: at most ${reach.toFixed(2)}`);
const ok = costs.every(({ cost, reach }) => dollarsOfAll(cost.passing) <= reach);
const figures = costs.map(({ name, cost }) => [
  name,
  { dollars: rounded(dollarsOfAll(cost.passing)), keptDollars: rounded(dollarsOfAll(cost.kept)) },
]);
say(JSON.stringify({ cost: Object.fromEntries(figures) as unknown, ok }));
process.exitCode = ok ? 0 : 1;

function tell(title: string, { passing, kept }: Cost): void {
  say(title);
  for (const share of [...passing, ...kept])
    say(
      `${dollarsOf(share).toFixed(2).padStart(12)}  ${share.what}: ${Number(share.units.toPrecision(3))} ${prices[share.price].unit} each`,
    );
  say(
    `${dollarsOfAll(passing).toFixed(2).padStart(12)}  as they come; ${dollarsOfAll(kept).toFixed(2)} more while they are kept`,
  );
  say();
}

function rounded(dollars: number): number {
  return Number(dollars.toFixed(2));
}
