import { setTimeout } from 'node:timers/promises';
import type { AcceptedMail, Doors } from '@sesame/local-sesame';
import { atOnce } from '../at-once';
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
const underWay = new Set(['scheduled', 'queued', 'held', 'sending']);
const isOpen = ({ status }: ToldEmail) => underWay.has(status) || status === 'unknown';

/**
 * Offers everything while functions are killed; lets it come to rest, which is when it is seen what a kill has caught
 * between its claim and SES; lets the time pass after which nothing is confirmed any more; and observes.
 */
export async function run({ plan, concurrency, doors, sender, say }: RunParts): Promise<Run> {
  const ids = await offerAll({ plan, concurrency, doors, sender, say });
  const kills = await killsOf(doors);
  await doors.clearFaults();

  const known = new Set(ids.flat());
  let open = (await tell(known)).filter(isOpen);
  for (let passed = 0; open.some(({ status }) => underWay.has(status)) && passed < mostMinutesToRest; passed++)
    open = await afterAMinute(open);
  const mailsAtRest = mailsByAddress(await doors.mail());
  const unrecorded = new Set(open.filter(({ error }) => error === undefined).map(({ id }) => id));
  say(`At rest, ${open.length} e-mails are open: a kill has caught them, and nobody recorded what became of them.`);

  for (let passed = 0; open.length > 0 && passed < mostMinutesToSettle; passed++) open = await afterAMinute(open);
  const told = new Map((await tell(known)).map((email) => [email.id, email]));
  const mails = mailsByAddress(await doors.mail());
  const observed = plan.sends.map(({ address }, n): Observed => {
    const [id = ''] = ids[n] ?? [];
    const email = told.get(id);
    return {
      address,
      ids: ids[n] ?? [],
      mails: mails.get(address) ?? 0,
      ...(email && { told: email }),
      caught: unrecorded.has(id) && !mailsAtRest.has(address),
    };
  });
  return { observed, kills };

  /** What is told of these e-mails: by the list, and one by one of those that it leaves out. */
  async function tell(wanted: ReadonlySet<string>): Promise<ToldEmail[]> {
    const found: ToldEmail[] = [];
    for await (const email of sender.emails()) if (wanted.has(email.id)) found.push(email);
    const listed = new Set(found.map(({ id }) => id));
    return [...found, ...(await tellEach([...wanted].filter((id) => !listed.has(id))))];
  }

  async function tellEach(wanted: readonly string[]): Promise<ToldEmail[]> {
    const found: ToldEmail[] = [];
    await atOnce(concurrency, wanted, async (id) => {
      const email = await sender.email(id);
      if (email) found.push(email);
    });
    return found;
  }

  /** Those that are open after another minute, as soon as nothing moves any more. */
  async function afterAMinute(open: ToldEmail[]): Promise<ToldEmail[]> {
    await doors.advanceClock(minuteMs);
    for (let before = open; ;) {
      await setTimeout(500);
      const now = (await tellEach(before.map(({ id }) => id))).filter(isOpen);
      if (sorted(now) === sorted(before)) return now;
      before = now;
    }
  }
}

async function offerAll({ plan, concurrency, doors, sender, say }: RunParts): Promise<string[][]> {
  const { sends, offers, disturbances } = plan;
  const ids = sends.map((): string[] => []);
  const tenth = Math.ceil(offers.length / 10);
  await atOnce(concurrency, offers, async (n, at) => {
    for (const disturbance of disturbances.get(at) ?? []) await disturb(doors, disturbance);
    const send = sends[n];
    const id = send && (await sender.offer(send));
    if (id !== undefined) ids[n]?.push(id);
    if ((at + 1) % tenth === 0) say(`${at + 1} of ${offers.length} offers made.`);
  });
  return ids;
}

async function disturb(doors: Doors, disturbance: Disturbance): Promise<void> {
  if (disturbance.do === 'advance-clock') return doors.advanceClock(minuteMs);
  await doors.addFault({ ...disturbance.placement.fault, count: 1 });
}

/** Waits until every kill was made, while what is queued goes on; gives up when none was made for a while. */
async function killsOf(doors: Doors): Promise<Map<string, number>> {
  for (let [seen, since] = [-1, Date.now()]; ;) {
    const faults = await doors.faults();
    const made = faults.reduce((sum, { hit }) => sum + hit, 0);
    if (made > seen) [seen, since] = [made, Date.now()];
    if (made === faults.length || Date.now() - since > 10_000) return byPlacement(faults);
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
