import * as z from 'zod';

const figure = z.number().nonnegative();
const events = z.object({
  bench: z.literal('events'),
  handlerCpuMsPerEvent: figure,
  callsPerEvent: figure,
  writeUnitsPerEvent: figure,
  readUnitsPerEvent: figure,
  logBytesPerEvent: figure,
});
const sends = z.object({
  bench: z.literal('sends'),
  cpuMsPerSend: figure,
  cpuMsPerKeyedSend: figure,
  acceptCallsPerSend: figure,
  acceptCallsPerKeyedSend: figure,
  deliverCallsPerSend: figure,
  writeUnitsPerSend: figure,
  writeUnitsPerKeyedSend: figure,
  readUnitsPerSend: figure,
  readUnitsPerKeyedSend: figure,
  logBytesPerSend: figure,
  storedBytesPerSend: figure,
});
const line = z.discriminatedUnion('bench', [events, sends]);

/** What `npm run bench -- events` and `npm run bench -- sends` measured. */
export interface Measured {
  events: z.infer<typeof events>;
  sends: z.infer<typeof sends>;
}

/**
 * The figures in what benches print: the last line of each that is JSON and its own. What is not there is taken from `otherwise`.
 * @throws an Error that names what is missing in a line of a bench
 */
export function measuredIn(text: string, otherwise: Measured): Measured {
  const measured = { ...otherwise };
  for (const one of text.split('\n')) {
    const said = parsed(one);
    if (typeof said !== 'object' || said === null || !('bench' in said)) continue;
    if (said.bench !== 'events' && said.bench !== 'sends') continue;
    const { data, error } = line.safeParse(said);
    if (error)
      throw new Error(`The line of bench ${said.bench} is none that this version prints: ${z.prettifyError(error)}`);
    if (data.bench === 'events') measured.events = data;
    else measured.sends = data;
  }
  return measured;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
