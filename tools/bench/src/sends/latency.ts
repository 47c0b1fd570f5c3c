import { setTimeout } from 'node:timers/promises';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Doors, SesameProcess } from '@sesame/local-sesame';
import { median } from '../median';
import { rawInput, send } from './client';

/** One request at a time: median milliseconds until the answer, and the processor time that a raw call takes its client. */
export interface Latency {
  send: number;
  raw: number;
  rawCpu: number;
}

/**
 * `POST /emails` beside a call of SES by its own client, as the role of `deliver`, in turns: whatever else the machine does
 * befalls both alike. The bare client has called a thousand times before, since the functions have run for a while, too; the first few
 * of each are not counted.
 */
export async function latency({ api, aws }: SesameProcess, doors: Doors, rounds: number): Promise<Latency> {
  const { accessKeyId, secretAccessKey, sessionToken } = await doors.credentials('sender-deliver');
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const ses = new SESv2Client({ endpoint: aws, region: 'us-east-1', credentials, maxAttempts: 1 });
  for (let warmed = 0; warmed < 1_000; warmed++) await ses.send(new SendEmailCommand(rawInput()));
  const took = { send: [] as number[], raw: [] as number[] };
  let [rawCpu, rawCalls] = [0, 0];
  for (let round = -20; round < rounds; round++) {
    const before = process.cpuUsage();
    const raw = await milliseconds(() => ses.send(new SendEmailCommand(rawInput())));
    const { user, system } = process.cpuUsage(before);
    const sent = await milliseconds(() => send(api));
    // Its delivery is over before the next round.
    await setTimeout(30);
    if (round < 0) continue;
    [rawCpu, rawCalls] = [rawCpu + (user + system) / 1000, rawCalls + 1];
    took.raw.push(raw);
    took.send.push(sent);
  }
  ses.destroy();
  return { send: median(took.send), raw: median(took.raw), rawCpu: rawCpu / rawCalls };
}

async function milliseconds(deed: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await deed();
  return performance.now() - before;
}
