import { setTimeout } from 'node:timers/promises';
import type { AcceptedMail, Doors } from '@sesame/local-sesame';
import { atOnce } from '../at-once';
import { census, isUnderWay, type Census } from './census';
import type { Observed } from './judge';
import { placements } from './placements';
import type { Disturbance, Plan } from './plan';
import type { Sender, ToldEmail } from './sender';

export interface Run {
  observed: Observed[];
  /** How many kills there were, by the name of their placement. */
  kills: Map<string, number>;
}

export interface RunParts {
  plan: Plan;
  concurrency: number;
  doors: Doors;
  sender: Sender;
  /** Told what is going on, for people. */
  say: (line: string) => void;
}

const minuteMs = 60_000;
/** A message that a killed delivery had comes back after three minutes, a claim is given up on after a minute. */
const mostMinutesToRest = 8;
/** Nothing is confirmed any more a quarter of an hour after its claim. */
const mostMinutesToSettle = 25;

/**
 * Offers everything while functions are killed, lets it come to rest, lets the time pass after which nothing is confirmed any
 * more, and observes. On the way it is seen what a kill has caught between its claim and its record.
 */
export async function run(parts: RunParts): Promise<Run> {
  const { plan, concurrency, doors, sender, say } = parts;
  const taken = census(sender, concurrency);
  const ids = await offerAll(parts, taken);
  const kills = await killsOf(doors, taken);
  await doors.clearFaults();

  let open = await taken.look();
  for (let passed = 0; open.some(isUnderWay) && passed < mostMinutesToRest; passed++) open = await afterAMinute(open);
  say(`At rest; ${taken.unrecorded.size} e-mails were claimed, and nobody recorded what became of them.`);
  for (let passed = 0; open.length > 0 && passed < mostMinutesToSettle; passed++) open = await afterAMinute(open);

  const told = await tellAll();
  const mails = mailsByAddress(await doors.mail());
  const observed = plan.sends.map(({ address }, n): Observed => {
    const [id = ''] = ids[n] ?? [];
    const email = told.get(id);
    const sent = mails.get(address) ?? 0;
    return {
      address,
      ids: ids[n] ?? [],
      mails: sent,
      ...(email && { told: email }),
      caught: taken.unrecorded.has(id) && sent === 0,
    };
  });
  return { observed, kills };

  /** Every e-mail, as the list tells it, or where that leaves it out, as it is told itself. */
  async function tellAll(): Promise<Map<string, ToldEmail>> {
    const found = new Map<string, ToldEmail>();
    for await (const email of sender.emails()) found.set(email.id, email);
    const left = new Set(ids.flat().filter((id) => !found.has(id)));
    await atOnce(concurrency, [...left], async (id) => {
      const email = await sender.email(id);
      if (email) found.set(id, email);
    });
    return found;
  }

  /** Those that are open after another minute, as soon as nothing moves any more. */
  async function afterAMinute(before: ToldEmail[]): Promise<ToldEmail[]> {
    await doors.advanceClock(minuteMs);
    for (let last = before; ;) {
      await setTimeout(500);
      const now = await taken.look();
      if (sorted(now) === sorted(last)) return now;
      last = now;
    }
  }
}

async function offerAll(parts: RunParts, taken: Census): Promise<string[][]> {
  const { plan, concurrency, sender, say } = parts;
  const { sends, offers, disturbances } = plan;
  const ids = sends.map((): string[] => []);
  const tenth = Math.ceil(offers.length / 10);
  await atOnce(concurrency, offers, async (n, at) => {
    for (const disturbance of disturbances.get(at) ?? []) await disturb(parts, taken, disturbance);
    const send = sends[n];
    const id = send && (await sender.offer(send));
    if (id !== undefined) {
      ids[n]?.push(id);
      taken.accepted(id);
    }
    if ((at + 1) % tenth === 0) say(`${at + 1} of ${offers.length} offers made.`);
  });
  return ids;
}

async function disturb({ doors }: RunParts, taken: Census, disturbance: Disturbance): Promise<void> {
  if (disturbance.do === 'kill') return void (await doors.addFault({ ...disturbance.placement.fault, count: 1 }));
  await taken.look();
  await doors.advanceClock(minuteMs);
}

/**
 * Waits until every kill was made, while what is queued goes on. Where nothing moves any more, minutes pass: what a killed
 * delivery had comes back after three, and meets the kills that are left.
 */
async function killsOf(doors: Doors, taken: Census): Promise<Map<string, number>> {
  let minutesLeft = mostMinutesToRest;
  for (let [seen, since] = [-1, Date.now()]; ;) {
    const faults = await doors.faults();
    const made = faults.reduce((sum, { hit }) => sum + hit, 0);
    if (made > seen) [seen, since] = [made, Date.now()];
    if (made === faults.length || minutesLeft === 0) return byPlacement(faults);
    if (Date.now() - since > 2_000) {
      await taken.look();
      await doors.advanceClock(minuteMs);
      minutesLeft -= 1;
      since = Date.now();
    }
    await setTimeout(200);
  }
}

function byPlacement(faults: Awaited<ReturnType<Doors['faults']>>): Map<string, number> {
  return new Map(
    placements.map(({ name, fault: { function: functionName, operation, kind } }) => [
      name,
      faults
        .filter((fault) => fault.function === functionName && fault.operation === operation && fault.kind === kind)
        .reduce((sum, { hit }) => sum + hit, 0),
    ]),
  );
}

function mailsByAddress(mail: readonly AcceptedMail[]): Map<string, number> {
  const mails = new Map<string, number>();
  for (const address of mail.flatMap(({ to }) => to)) mails.set(address, (mails.get(address) ?? 0) + 1);
  return mails;
}

function sorted(emails: readonly ToldEmail[]): string {
  return emails
    .map(({ id, status }) => `${id} ${status}`)
    .sort()
    .join();
}
