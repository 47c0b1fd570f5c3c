import type { Measured } from './measured';

/** What `npm run bench` measured last, on two cores at rest. */
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
    cpuMsPerSend: 11.78,
    cpuMsPerKeyedSend: 12.2,
    acceptCallsPerSend: 4.01,
    acceptCallsPerKeyedSend: 5,
    deliverCallsPerSend: 5.78,
    writeUnitsPerSend: 10.9,
    writeUnitsPerKeyedSend: 15.75,
    readUnitsPerSend: 7,
    readUnitsPerKeyedSend: 8,
    logBytesPerSend: 337,
    storedBytesPerSend: 4382,
  },
};
