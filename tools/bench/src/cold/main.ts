import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { doorsOf, startSesame, type RoleCredentials } from '@sesame/local-sesame';
import { Command } from 'commander';
import * as z from 'zod';
import { median } from '../median';
import { feedback, message, request } from './first-events';
import { packagedFunctions, type PackagedFunction } from './packaged-functions';

const { rounds, functions: wanted } = new Command('bench cold')
  .option('--rounds <number>', 'processes for each function', Number, 15)
  .option('--functions <names...>', 'only these, such as sender-accept')
  .parse()
  .opts<{ rounds: number; functions?: string[] }>();
/** How many times the bare SDK's time a function may take from its process's start of loading to its first answer. */
const reach: Record<string, number> = {
  bounces: 1.1,
  complaints: 1.1,
  'metrics-record': 1.1,
  'sender-accept': 1.25,
  'sender-deliver': 1.25,
};
const bare = 'bare SDK';

// This file runs as dist/tools/bench/cold.mjs.
const dist = fileURLToPath(new URL('../..', import.meta.url));
const repository = join(dist, '..');
const child = join(repository, 'tools/bench/src/cold/first-call.mjs');
const measured = z.union([
  z.object({ importMs: z.number(), callMs: z.number(), answer: z.unknown() }),
  z.object({ failure: z.string() }),
]);

const sesame = await startSesame(join(dist, 'tools/local-aws/main.mjs'), { SESAME_SES_MAX_SEND_RATE: '10000' });
const doors = doorsOf(sesame.aws);
try {
  const functions = packagedFunctions(join(dist, 'apps'), sesame);
  const subjects = [bareSdk(functions), ...functions.filter(({ name }) => wanted?.includes(name) ?? true)];
  const files = new Map(subjects.map((subject) => [subject.name, unpack(subject)]));
  const times = new Map(subjects.map(({ name }) => [name, { importMs: [] as number[], callMs: [] as number[] }]));
  // A first round, of which nothing counts, brings the files into the machine's memory.
  for (let round = -1; round < rounds; round++) {
    for (const subject of subjects) {
      const file = files.get(subject.name) ?? '';
      const role = subject.name === bare ? 'sender-deliver' : subject.name;
      const took = await firstCall(file, await eventFor(subject), subject.variables, await doors.credentials(role));
      if (round < 0) continue;
      times.get(subject.name)?.importMs.push(took.importMs);
      times.get(subject.name)?.callMs.push(took.callMs);
    }
  }

  const rows = subjects.map(({ name, code }) => {
    const { importMs = [], callMs = [] } = times.get(name) ?? {};
    const sums = importMs.map((ms, n) => ms + (callMs[n] ?? NaN));
    return {
      name,
      kilobytes: code.length / 1024,
      importMs: median(importMs),
      callMs: median(callMs),
      sumMs: median(sums),
    };
  });
  const bareMs = rows.find(({ name }) => name === bare)?.sumMs ?? NaN;
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const cell = (figure: number, digits = 1) => figure.toFixed(digits).padStart(9);
  say(`${'function'.padEnd(24)}       KB import ms  first ms    sum ms     ratio  reach`);
  for (const { name, kilobytes, importMs, callMs, sumMs } of rows)
    say(
      `${name.padEnd(24)}${cell(kilobytes, 0)}${cell(importMs)} ${cell(callMs)} ${cell(sumMs)} ${cell(sumMs / bareMs, 2)}  ${reach[name] ?? ''}`,
    );
  const ratios = Object.fromEntries(rows.map(({ name, sumMs }) => [name, Number((sumMs / bareMs).toFixed(3))]));
  const kilobytes = Object.fromEntries(rows.map((row) => [row.name, Math.round(row.kilobytes)]));
  const beyond = Object.entries(reach).filter(([name, limit]) => (ratios[name] ?? 0) > limit);
  say('');
  for (const [name, limit] of beyond)
    say(`BROKEN  ${name} takes ${ratios[name]} of the bare SDK's time, and may take ${limit}`);
  if (beyond.length === 0) say('holds   every function with a reach is within it');
  say(JSON.stringify({ bench: 'cold', ok: beyond.length === 0, rounds, ratios, kilobytes }));
  process.exitCode = beyond.length === 0 ? 0 : 1;
} finally {
  await sesame.stop();
}

/** The bare SDK, with the variables of `deliver`, as which it acts. */
function bareSdk(functions: readonly PackagedFunction[]): PackagedFunction {
  const deliver = functions.find(({ name }) => name === 'sender-deliver');
  const code = readFileSync(join(dist, 'tools/bench/bare-sdk.mjs'));
  return { name: bare, code, variables: deliver?.variables ?? {} };
}

function unpack({ name, code }: PackagedFunction): string {
  const file = join(sesame.dataFolder, 'cold', name, 'handler.mjs');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
  return file;
}

/** What a function usually gets; of those without a reach, what needs no data of its own. */
async function eventFor({ name, routeKey }: PackagedFunction): Promise<object> {
  const events = (app: string, file: string) => join(repository, 'apps', app, 'events', file);
  switch (name) {
    case 'sender-accept':
      return request('POST /emails', email());
    case 'sender-deliver':
      return message('send', { id: await accepted() });
    case 'bounces':
      return feedback(events('bounces', 'permanent-general.json'), 'bounces', 'bounces');
    case 'complaints':
      return feedback(events('complaints', 'abuse.json'), 'complaints', 'complaints');
    case 'metrics-record':
      return feedback(events('bounces', 'permanent-general.json'), 'events', 'metrics-record');
    default:
      if (routeKey !== undefined) return request(routeKey, {});
      return { Records: [] };
  }
}

function email(): object {
  return { from: 'hello@example.com', to: 'success@simulator.amazonses.com', subject: 'Bench', text: 'Bench' };
}

/** An e-mail that stays queued, so that a cold delivery finds it: enqueueing it fails, which the API forgives. */
async function accepted(): Promise<string> {
  await doors.addFault({ service: 'sqs', operation: 'SendMessage', function: 'sender-accept', kind: 'error', rate: 1 });
  const headers = { authorization: 'Bearer ss_local', 'content-type': 'application/json' };
  const response = await fetch(`${sesame.api}/emails`, { method: 'POST', headers, body: JSON.stringify(email()) });
  await doors.clearFaults();
  return z.object({ id: z.string() }).parse(await response.json()).id;
}

async function firstCall(
  file: string,
  event: object,
  variables: Record<string, string>,
  { accessKeyId, secretAccessKey, sessionToken }: RoleCredentials,
): Promise<{ importMs: number; callMs: number }> {
  const started = spawn(process.execPath, [child], {
    env: {
      ...{ TZ: ':UTC', AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: sesame.aws, AWS_LAMBDA_FUNCTION_NAME: 'bench' },
      ...{ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken },
      ...variables,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  started.send({ file, event });
  const [said] = (await Promise.race([once(started, 'message'), once(started, 'exit')])) as unknown[];
  const outcome = measured.safeParse(said);
  if (!outcome.success) throw new Error(`${file} ended before its first answer.`);
  if ('failure' in outcome.data) throw new Error(`${file} failed: ${outcome.data.failure}`);
  const { importMs, callMs, answer } = outcome.data;
  const failed = z
    .object({ batchItemFailures: z.tuple([]) })
    .or(z.object({ statusCode: z.number().max(499) }))
    .or(z.null());
  if (!failed.safeParse(answer).success) throw new Error(`${file} answered ${JSON.stringify(answer)}`);
  return { importMs, callMs };
}
