/** What one call takes in microseconds of CPU, by name. */
export type Costs = Readonly<Record<string, number>>;

const rounds = 15;
const roundMs = 60;

/**
 * The median cost of each, over rounds in which all take turns, so that whatever else the machine does befalls them alike.
 * Processor time of this process, the collection of garbage included.
 */
export function costsOf(calls: Readonly<Record<string, () => unknown>>): Costs {
  const samples = Object.entries(calls).map(([name, call]) => ({
    name,
    call,
    times: callsPer(call),
    each: [] as number[],
  }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { call, times, each } of samples) each.push(cpuMicroseconds(call, times) / times);
  }
  return Object.fromEntries(samples.map(({ name, each }) => [name, median(each)]));
}

/** So many that a round takes long enough to be measured; the first calls also let the compiler see the code. */
function callsPer(call: () => unknown): number {
  cpuMicroseconds(call, 200);
  const one = cpuMicroseconds(call, 200) / 200;
  return Math.max(1, Math.round((roundMs * 1_000) / one));
}

function cpuMicroseconds(call: () => unknown, times: number): number {
  const before = process.cpuUsage();
  for (let done = 0; done < times; done += 1) call();
  const { user, system } = process.cpuUsage(before);
  return Math.max(1, user + system);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
