// Exit code 0 only if everything holds; the last line is one JSON object.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSesame, type SesameProcess } from '@sesame/local-sesame';
import { Command, InvalidArgumentError } from 'commander';
import { itemsOfLedger, secondsToStore, type Item } from './bare-store';
import { corpusOf } from './corpus';
import { startCountingProxy } from './counting-proxy';
import { runHandlers, type Handled } from './run-handlers';

const { seed, events } = new Command('bench events')
  .option('--seed <number>', 'determines the events', whole, 1)
  .option('--events <number>', 'how many there are, within one hour', whole, 40_000)
  .parse()
  .opts<{ seed: number; events: number }>();

// This file runs as dist/tools/bench/events.mjs.
const root = fileURLToPath(new URL('../../..', import.meta.url));
const embeddedAws = join(root, 'dist/tools/local-aws/main.mjs');
const minuteMs = 60_000;
/** Linux keeps this folder in memory; where it is missing, both stores are on disk. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const disk = join(root, 'dist');

const say = (line: string) => void process.stdout.write(`${line}\n`);
const to = new Date(Math.floor(Date.now() / minuteMs) * minuteMs);
const corpus = corpusOf(seed, events, to);
/** So much of everything goes before what counts, that code is compiled as it is in a process that has run for a while. */
const warmedUpBy = Math.min(10_000, events);
const warmUp = corpusOf(seed + 1, warmedUpBy, to);
const minutes = Array.from({ length: 61 }, (_, n) => new Date(to.getTime() - n * minuteMs).toISOString().slice(0, 16));
say(`${events} events within one hour, seed ${seed}.`);

const counted = await withSesame(memory, async (sesame) => {
  const proxy = await startCountingProxy(sesame.aws);
  try {
    const handled = await runHandlers({ sesame, aws: proxy.url, root, corpus, warmUp: corpusOf(seed, 0, to) });
    return { ...proxy.take(), handled, items: await itemsOfLedger(sesame, minutes) };
  } finally {
    proxy.stop();
  }
});
const inMemory = await measure(memory);
const onDisk = await measure(disk);

const calls = Object.values(counted.calls).reduce((sum, count) => sum + count, 0);
const figures = {
  eventsPerSecond: Math.round(events / inMemory.handled.seconds),
  durableEventsPerSecond: Math.round(events / onDisk.handled.seconds),
  storeItemsPerSecond: Math.round(counted.items.length / inMemory.bareSeconds),
  durableStoreItemsPerSecond: Math.round(counted.items.length / onDisk.bareSeconds),
  handlerCpuMsPerEvent: rounded((onDisk.handled.handlersCpuMs + onDisk.handled.rollUpCpuMs) / events),
  rollUpCpuMsPerEvent: rounded(onDisk.handled.rollUpCpuMs / events),
  callsPerEvent: rounded(calls / events),
  writeUnitsPerEvent: rounded(counted.writeUnits / events),
  readUnitsPerEvent: rounded(counted.readUnits / events),
  logBytesPerEvent: rounded(onDisk.handled.logBytes / events),
  residentMegabytes: Math.round(Math.max(inMemory.handled.residentMegabytes, onDisk.handled.residentMegabytes)),
  itemsPerEvent: rounded(counted.items.length / events),
};
const ratio = rounded(figures.eventsPerSecond / figures.storeItemsPerSecond);
const durableRatio = rounded(figures.durableEventsPerSecond / figures.durableStoreItemsPerSecond);
const holds = {
  'no event was refused': inMemory.handled.failures + onDisk.handled.failures + counted.handled.failures === 0,
  'at least 0.6 of what the bare store takes': Math.min(ratio, durableRatio) >= 0.6,
  'at most 0.15 ms of processor time an event': figures.handlerCpuMsPerEvent <= 0.15,
  'at most 0.20 calls an event': figures.callsPerEvent <= 0.2,
  'at most 2.2 write units an event': figures.writeUnitsPerEvent <= 2.2,
  'at most 120 bytes of log an event': figures.logBytesPerEvent <= 120,
  'at most 130 MB resident': figures.residentMegabytes <= 130,
};
const ok = Object.values(holds).every(Boolean);

for (const [name, figure] of Object.entries(figures)) say(`${name.padEnd(28)} ${String(figure).padStart(10)}`);
say(`${'ratio to the bare store'.padEnd(28)} ${String(ratio).padStart(10)}, on disk ${durableRatio}`);
for (const [operation, count] of Object.entries(counted.calls))
  say(`${operation.padEnd(28)} ${String(count).padStart(10)} calls`);
for (const [what, held] of Object.entries(holds)) say(`${held ? 'holds ' : 'BROKEN'}  ${what}`);
say(JSON.stringify({ bench: 'events', ok, seed, events, ...figures, ratio, durableRatio }));
process.exitCode = ok ? 0 : 1;

/** The handlers, and the bare store with the same items, each on an embedded AWS of its own. */
async function measure(parent: string): Promise<{ handled: Handled; bareSeconds: number }> {
  const handled = await withSesame(parent, (sesame) => runHandlers({ sesame, aws: sesame.aws, root, corpus, warmUp }));
  const bareSeconds = await withSesame(parent, async (sesame) => {
    await secondsToStore(sesame, counted.items.slice(0, warmedUpBy).map(elsewhere));
    return secondsToStore(sesame, counted.items);
  });
  return { handled, bareSeconds };
}

/** The same item in another partition and another timeline. */
function elsewhere(one: Item): Item {
  const moved = (key: string) => (one[key]?.S === undefined ? {} : { [key]: { S: `warm-up#${one[key].S}` } });
  return { ...one, ...moved('pk'), ...moved('timeline_pk') };
}

async function withSesame<Result>(parent: string, deed: (sesame: SesameProcess) => Promise<Result>): Promise<Result> {
  const dataFolder = mkdtempSync(join(parent, 'sesame-bench-'));
  const sesame = await startSesame(embeddedAws, { SESAME_DATA_DIR: dataFolder });
  try {
    return await deed(sesame);
  } finally {
    await sesame.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

function rounded(number: number): number {
  return Number(number.toPrecision(3));
}

function whole(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}
