import { costOfEvents, costOfSends, dollarsOf, dollarsOfAll, type Cost } from './cost';
import { lastMeasured } from './last-measured';
import { measuredIn } from './measured';

const { events, sends } = lastMeasured;
const of = ({ passing }: Cost, what: string) => passing.find((share) => share.what === what)?.units;

test('a share is what its units cost, a million times', () => {
  expect(dollarsOf({ what: 'writes', price: 'writeUnit', units: 2 })).toBeCloseTo(1.25);
  expect(dollarsOf({ what: 'logs', price: 'logByte', units: 100 })).toBeCloseTo(0.05);
  expect(dollarsOf({ what: 'duration', price: 'lambdaDuration', units: 0.001 })).toBeCloseTo(0.0133);
});

test('what costs nothing but its way costs what SNS and SQS take, and the reads', () => {
  const free = {
    ...events,
    handlerCpuMsPerEvent: 0,
    callsPerEvent: 0,
    writeUnitsPerEvent: 0,
    readUnitsPerEvent: 0,
    logBytesPerEvent: 0,
  };
  expect(dollarsOfAll(costOfEvents(free).passing)).toBeCloseTo(1.05 * (0.5 + 1.2 * 0.4 + 0.002), 2);
});

test('computing costs the same whatever the memory is, and waiting what it is', () => {
  const computing = { ...events, handlerCpuMsPerEvent: 1_000, callsPerEvent: 0 };
  expect(of(costOfEvents(computing), 'duration')).toBeCloseTo(1_769 / 1_024);
  const waiting = { ...events, handlerCpuMsPerEvent: 0, callsPerEvent: 100 };
  expect(of(costOfEvents(waiting), 'duration')).toBeCloseTo(0.25);
});

test('a send with a key costs what a send with a key was measured at', () => {
  expect(of(costOfSends(sends, { keyed: false }), 'writes')).toBe(sends.writeUnitsPerSend);
  expect(of(costOfSends(sends, { keyed: true }), 'writes')).toBe(sends.writeUnitsPerKeyedSend);
});

test('figures are read from what benches print, and the last ones stand for what is not there', () => {
  const line = JSON.stringify({ ok: false, seed: 1, ...events, writeUnitsPerEvent: 9 });
  const measured = measuredIn(`eventsPerSecond  841\n{"bench":"cold"}\n{"torn\n${line}\n`, lastMeasured);
  expect(measured.events.writeUnitsPerEvent).toBe(9);
  expect(measured.sends).toEqual(sends);
  expect(measuredIn('', lastMeasured)).toEqual(lastMeasured);
  expect(() => measuredIn('{"bench":"sends"}', lastMeasured)).toThrow('writeUnitsPerSend');
});
