import type { Measured } from './measured';

/** What `npm run bench` measured last, on two cores with other work to do: processor time is less on a machine at rest. */
export const lastMeasured: Measured = {
  events: {
    bench: 'events',
    handlerCpuMsPerEvent: 0.291,
    callsPerEvent: 0.097,
    writeUnitsPerEvent: 2.16,
    readUnitsPerEvent: 0.133,
    logBytesPerEvent: 3.73,
  },
  sends: {
    bench: 'sends',
    cpuMsPerSend: 22.33,
    cpuMsPerKeyedSend: 23.17,
    acceptCallsPerSend: 4.03,
    acceptCallsPerKeyedSend: 5,
    deliverCallsPerSend: 5.93,
    writeUnitsPerSend: 12.8,
    writeUnitsPerKeyedSend: 17.95,
    readUnitsPerSend: 7,
    readUnitsPerKeyedSend: 8,
    logBytesPerSend: 337,
    storedBytesPerSend: 4330,
  },
};
