import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { doorsOf, startSesame } from '@sesame/local-sesame';
import { Command } from 'commander';
import { median } from '../median';
import { type Calls, countCalls } from './count-calls';
import { countedSends } from './counted-sends';
import { latency as measureLatency } from './latency';
import { processorTime, taken } from './processor-time';
import { throughput } from './throughput';

const rounds = 5;
/** Few processes, so that each of them has done much before its processor time counts: as one that has run for a while. */
const atOnceForCpu = 4;
const { sends: sendsInARound, warmUp } = new Command('bench sends')
  .option('--sends <number>', 'e-mails in each of the rounds of each kind', Number, 400)
  .option('--warm-up <number>', 'e-mails of each kind before processor time counts', Number, 3_000)
  .parse()
  .opts<{ sends: number; warmUp: number }>();
const [accept, deliver] = ['sender-accept', 'sender-deliver'] as const;
const settings = { SESAME_SES_MAX_SEND_RATE: '10000', SESAME_SES_MAX_24_HOUR_SEND: '-1' };
const startOf = async (folder: string) => {
  const sesame = await startSesame(fileURLToPath(new URL(`../${folder}/main.mjs`, import.meta.url)), settings);
  const doors = doorsOf(sesame.aws);
  const calls = await countCalls(doors, [accept, deliver]);
  const delivered = async () => (await calls(deliver)).get('ses:SendEmail') ?? 0;
  const run = (sends: number, keyed: boolean, atOnce = 20) =>
    throughput(sesame.api, { sends, keyed, atOnce }, delivered);
  return { sesame, doors, calls, run };
};

const withIam = await startOf('local-aws');
const withoutIam = await startOf('local-aws-without-iam');
try {
  const cpu = { withIam: [] as number[], keyed: [] as number[] };
  for (const keyed of [false, true]) await withIam.run(warmUp, keyed, atOnceForCpu);
  for (let round = 0; round < rounds; round++) {
    for (const kind of ['withIam', 'keyed'] as const) {
      const before = processorTime(withIam.sesame.pid, [accept, deliver]);
      await withIam.run(sendsInARound, kind === 'keyed', atOnceForCpu);
      // What deliver records of the last ones comes after SES was asked.
      await setTimeout(500);
      const milliseconds = taken(before, processorTime(withIam.sesame.pid, [accept, deliver]));
      if (milliseconds !== undefined) cpu[kind].push(milliseconds / sendsInARound);
    }
  }

  // Every process is started before what follows counts.
  for (const { run } of [withIam, withoutIam]) for (const keyed of [false, true]) await run(sendsInARound / 2, keyed);
  await setTimeout(2_000);
  const latency = await measureLatency(withIam.sesame, withIam.doors, 200);

  const perSecond = { withIam: [] as number[], keyed: [] as number[], withoutIam: [] as number[] };
  const calls = { withIam: new Map<string, number>(), keyed: new Map<string, number>() };
  for (let round = 0; round < rounds; round++) {
    for (const kind of ['withIam', 'keyed'] as const) {
      const before = await snapshot();
      perSecond[kind].push(await withIam.run(sendsInARound, kind === 'keyed'));
      await setTimeout(500);
      for (const [operation, count] of await snapshot())
        calls[kind].set(operation, (calls[kind].get(operation) ?? 0) + count - (before.get(operation) ?? 0));
    }
    perSecond.withoutIam.push(await withoutIam.run(sendsInARound, false));
    await setTimeout(500);
  }

  const counted = await countedSends(withIam.sesame, fileURLToPath(new URL('../../..', import.meta.url)));
  const perSend = (found: Calls, name: string) =>
    rounded(
      [...found].reduce((sum, [call, count]) => sum + (call.startsWith(name) ? count : 0), 0) /
        (rounds * sendsInARound),
    );
  const [acceptCalls, deliverCalls] = [perSend(calls.withIam, accept), perSend(calls.withIam, deliver)];
  const figures = {
    cpuMsPerSend: rounded(median(cpu.withIam)),
    cpuMsPerKeyedSend: rounded(median(cpu.keyed)),
    cpuMsPerRawCall: rounded(latency.rawCpu),
    cpuOverBareCalls: rounded(median(cpu.withIam) / (latency.rawCpu * (acceptCalls + deliverCalls))),
    acceptCallsPerSend: acceptCalls,
    acceptCallsPerKeyedSend: perSend(calls.keyed, accept),
    deliverCallsPerSend: deliverCalls,
    writeUnitsPerSend: rounded(counted.plain.writeUnits),
    writeUnitsPerKeyedSend: rounded(counted.keyed.writeUnits),
    readUnitsPerSend: rounded(counted.plain.readUnits),
    readUnitsPerKeyedSend: rounded(counted.keyed.readUnits),
    logBytesPerSend: rounded(counted.plain.logBytes),
    storedBytesPerSend: rounded(counted.plain.storedBytes),
    sendP50Ms: rounded(latency.send),
    rawP50Ms: rounded(latency.raw),
    p50OverRawMs: rounded(latency.send - latency.raw),
    sendsPerSecond: rounded(median(perSecond.withIam)),
    sendsPerSecondWithoutIam: rounded(median(perSecond.withoutIam)),
  };
  const holds = {
    'accept and deliver take at most 2 ms of CPU for a send': figures.cpuMsPerSend <= 2,
    'accept makes at most 4 calls': tenth(figures.acceptCallsPerSend) <= 4,
    'accept makes at most 5 calls with a key': tenth(figures.acceptCallsPerKeyedSend) <= 5,
    'deliver makes at most 5.2 calls': tenth(figures.deliverCallsPerSend) <= 5.2,
    'the median POST /emails takes at most 6 ms more than a raw call of SES': figures.p50OverRawMs <= 6,
  };
  const all = Object.values(holds).every(Boolean);

  const say = (line: string) => process.stdout.write(`${line}\n`);
  for (const [name, figure] of Object.entries(figures)) say(`${name.padEnd(36)} ${String(figure).padStart(9)}`);
  say('\ncalls of a keyed send');
  for (const call of calls.keyed.keys()) say(`${call.padEnd(36)} ${String(perSend(calls.keyed, call)).padStart(9)}`);
  say('');
  for (const [what, held] of Object.entries(holds)) say(`${held ? 'holds ' : 'BROKEN'}  ${what}`);
  say(JSON.stringify({ bench: 'sends', ok: all, ...figures }));
  process.exitCode = all ? 0 : 1;
} finally {
  await Promise.all([withIam.sesame.stop(), withoutIam.sesame.stop()]);
}

/** What accept and deliver have called so far. */
async function snapshot() {
  const calls: Calls = new Map();
  for (const name of [accept, deliver])
    for (const [operation, count] of await withIam.calls(name)) calls.set(`${name} ${operation}`, count);
  return calls;
}

function rounded(figure: number): number {
  return Number(figure.toFixed(2));
}

/** Calls are compared to a tenth: what is cached for a minute is asked for once in many sends. */
function tenth(figure: number): number {
  return Number(figure.toFixed(1));
}
