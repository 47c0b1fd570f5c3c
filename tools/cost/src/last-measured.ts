import type { Measured } from './measured';

/** What `npm run bench` measured last, on two cores at rest; sends with `--sends 100 --warm-up 300`. */
export const lastMeasured: Measured = {
  events: {
    bench: 'events',
    handlerCpuMsPerEvent: 0.147,
    callsPerEvent: 0.0778,
    writeUnitsPerEvent: 2.13,
    readUnitsPerEvent: 0.124,
    logBytesPerEvent: 3.7,
  },
  sends: {
    bench: 'sends',
    cpuMsPerSend: 12.7,
    cpuMsPerKeyedSend: 13.6,
    acceptCallsPerSend: 4.01,
    acceptCallsPerKeyedSend: 5,
    deliverCallsPerSend: 5.83,
    writeUnitsPerSend: 10.75,
    writeUnitsPerKeyedSend: 15.95,
    readUnitsPerSend: 6,
    readUnitsPerKeyedSend: 7,
    logBytesPerSend: 337,
    storedBytesPerSend: 4013,
  },
};
