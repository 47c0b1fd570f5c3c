// Exit code 0 only if everything holds; the last line is one JSON object. With a client and a deed it is a process that makes
// calls and tells what they took.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { median } from '../median';
import { answers, callOf, clients, deeds, type Client, type Deed } from './clients';

const calls = 2_000;
const warmUp = 200;
const rounds = 5;
/** How much of the SDK's time a call may take. */
const reach = 0.6;
const took = z.object({ cpuMs: z.number(), residentMegabytes: z.number() });

const told = z.tuple([z.enum(clients), z.enum(deeds)]).safeParse(process.argv.slice(2));
if (told.success) await measure(...told.data);
else await compare();

async function measure(client: Client, deed: Deed): Promise<void> {
  const call = callOf(client, deed);
  for (let n = 0; n < warmUp; n++) await call();
  const before = process.cpuUsage();
  for (let n = 0; n < calls; n++) await call();
  const { user, system } = process.cpuUsage(before);
  const residentMegabytes = process.resourceUsage().maxRSS / 1_024;
  process.send?.({ cpuMs: (user + system) / 1_000 / calls, residentMegabytes });
  process.disconnect();
  process.exit();
}

async function compare(): Promise<void> {
  const server = createServer((request, response) => {
    const deed = request.headers['x-amz-target']?.includes('GetItem') ? 'get' : 'write';
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(answers[deed]);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const all = new Map<string, z.infer<typeof took>[]>();
  for (let round = 0; round < rounds; round++) {
    for (const deed of deeds) {
      for (const client of clients) {
        const child = fork(fileURLToPath(import.meta.url), [client, deed], {
          env: {
            AWS_REGION: 'us-east-1',
            AWS_ENDPOINT_URL: url,
            ...{ AWS_ACCESS_KEY_ID: 'ASIABENCH', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 't'.repeat(400) },
          },
        });
        const [message] = (await once(child, 'message')) as [unknown];
        const key = `${client} ${deed}`;
        all.set(key, [...(all.get(key) ?? []), took.parse(message)]);
        await once(child, 'exit');
      }
    }
  }
  server.close();

  const figure = (client: Client, deed: Deed, of: keyof z.infer<typeof took>) =>
    median((all.get(`${client} ${deed}`) ?? []).map((one) => one[of]));
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const ratios = Object.fromEntries(
    deeds.map((deed) => [deed, Number((figure('ours', deed, 'cpuMs') / figure('sdk', deed, 'cpuMs')).toFixed(3))]),
  );
  say(`Processor time of a call and memory of its process, medians of ${rounds} processes with ${calls} calls each.`);
  for (const deed of deeds) {
    for (const client of clients)
      say(
        `${`${client} ${deed}`.padEnd(12)}${figure(client, deed, 'cpuMs').toFixed(3).padStart(8)} ms${figure(client, deed, 'residentMegabytes').toFixed(0).padStart(6)} MB`,
      );
    say(`${'ratio'.padEnd(12)}${String(ratios[deed]).padStart(8)}`);
  }
  const ok = Object.values(ratios).every((ratio) => ratio <= reach);
  say(`${ok ? 'holds ' : 'BROKEN'}  at most ${reach} of what the SDK takes`);
  say(JSON.stringify({ bench: 'calls', ok, ratios }));
  process.exitCode = ok ? 0 : 1;
}
