import { assumptions } from './assumptions';
import type { Measured } from './measured';
import { prices, type PriceName } from './prices';

/** So many units of something, for a million events or sends. */
export interface Share {
  what: string;
  price: PriceName;
  /** For one event or send. */
  units: number;
}

/** What a million takes: as they come, and while it is kept. */
export interface Cost {
  passing: Share[];
  kept: Share[];
}

const million = 1_000_000;
const {
  eventsInABatch,
  sendsInABatch,
  messagesInARequest,
  feedbackShare,
  requestsOfDelivery,
  callMs,
  gigabytesOfAProcessor,
  memoryOfEvents,
  memoryOfSends,
  logBytesOfAnInvocation,
  logBytesOfARequest,
  storedBytesOfAnEvent,
  monthsKept,
} = assumptions;

/** From SES's publishing of an event until it is recorded, in its timeline, suppressed and counted. */
export function costOfEvents(measured: Measured['events']): Cost {
  const copies = 1 + feedbackShare;
  const invocations = copies / eventsInABatch;
  return {
    passing: [
      { what: 'SES publishes', price: 'snsPublish', units: copies },
      { what: 'queues', price: 'sqsRequest', units: copies * (requestsOfDelivery + 2 / messagesInARequest) },
      { what: 'invocations', price: 'lambdaRequest', units: invocations },
      {
        what: 'duration',
        price: 'lambdaDuration',
        units: gigabyteSeconds(measured.handlerCpuMsPerEvent, measured.callsPerEvent, memoryOfEvents),
      },
      { what: 'writes', price: 'writeUnit', units: measured.writeUnitsPerEvent },
      { what: 'reads', price: 'readUnit', units: measured.readUnitsPerEvent },
      { what: 'logs', price: 'logByte', units: measured.logBytesPerEvent + invocations * logBytesOfAnInvocation },
    ],
    kept: kept(storedBytesOfAnEvent),
  };
}

/** From `POST /emails` of 10 KB until SES has it; what SES takes, and what it then says, is not in it. */
export function costOfSends(measured: Measured['sends'], { keyed }: { keyed: boolean }): Cost {
  const cpuMs = keyed ? measured.cpuMsPerKeyedSend : measured.cpuMsPerSend;
  const acceptCalls = keyed ? measured.acceptCallsPerKeyedSend : measured.acceptCallsPerSend;
  const invocations = 1 + 1 / sendsInABatch;
  const logBytes = measured.logBytesPerSend + logBytesOfARequest + invocations * logBytesOfAnInvocation;
  return {
    passing: [
      { what: 'HTTP API', price: 'httpApiRequest', units: 1 },
      { what: 'queue', price: 'sqsRequest', units: 1 + 2 / sendsInABatch },
      { what: 'invocations', price: 'lambdaRequest', units: invocations },
      {
        what: 'duration',
        price: 'lambdaDuration',
        units: gigabyteSeconds(cpuMs, acceptCalls + measured.deliverCallsPerSend, memoryOfSends),
      },
      {
        what: 'writes',
        price: 'writeUnit',
        units: keyed ? measured.writeUnitsPerKeyedSend : measured.writeUnitsPerSend,
      },
      { what: 'reads', price: 'readUnit', units: keyed ? measured.readUnitsPerKeyedSend : measured.readUnitsPerSend },
      { what: 'logs', price: 'logByte', units: logBytes },
    ],
    kept: kept(measured.storedBytesPerSend),
  };
}

/** A function that computes takes as many GB-seconds whatever its memory is; one that waits, as much as it has. */
function gigabyteSeconds(cpuMs: number, calls: number, memory: number): number {
  return (cpuMs * gigabytesOfAProcessor + calls * callMs * memory) / 1_000;
}

function kept(bytes: number): Share[] {
  return [
    { what: 'stored for 90 days', price: 'storedMonth', units: bytes * monthsKept },
    { what: 'recoverable for as long', price: 'recoverableMonth', units: bytes * monthsKept },
  ];
}

/** Dollars for a million. */
export function dollarsOf({ price, units }: Share): number {
  return (units * million * prices[price].dollars) / prices[price].per;
}

/** Dollars of all shares for a million. */
export function dollarsOfAll(shares: readonly Share[]): number {
  return shares.reduce((sum, share) => sum + dollarsOf(share), 0);
}
