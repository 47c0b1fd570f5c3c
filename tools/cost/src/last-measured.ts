import type { Measured } from './measured';

/** What `npm run bench` measured last: events on two cores at rest, sends on two with much other work, so that their processor time is less at rest. */
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
    cpuMsPerSend: 26.33,
    cpuMsPerKeyedSend: 25.5,
    acceptCallsPerSend: 4.03,
    acceptCallsPerKeyedSend: 5,
    deliverCallsPerSend: 6.04,
    writeUnitsPerSend: 11.05,
    writeUnitsPerKeyedSend: 16,
    readUnitsPerSend: 7,
    readUnitsPerKeyedSend: 8,
    logBytesPerSend: 337,
    storedBytesPerSend: 4329,
  },
};
