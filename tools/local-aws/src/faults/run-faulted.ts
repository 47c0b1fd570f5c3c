import { setTimeout } from 'node:timers/promises';
import type { Hit } from './faults';
import { internalError, throttlingError } from './service-errors';
import { splitBatch } from './unprocessed-items';

/** The caller's connection is to be reset in place of an answer. */
export class ConnectionReset extends Error {}

interface FaultedCall {
  service: string;
  operation: string;
  input: unknown;
  run: (input: unknown) => unknown;
  /** `kill -9` of the process that calls. */
  killCaller: () => void;
}

/** Runs a call that a fault hits, as the fault's kind says. It is signed, read and allowed already. Delays are of real time. */
export async function runFaulted(
  hit: Hit,
  { service, operation, input, run, killCaller }: FaultedCall,
): Promise<unknown> {
  switch (hit.kind) {
    case 'throttle':
      throw throttlingError(service, operation);
    case 'error':
      throw internalError(service);
    case 'reset-before':
      throw new ConnectionReset();
    case 'reset-after':
      await run(input);
      throw new ConnectionReset();
    case 'delay':
      await setTimeout(hit.delayMs);
      return run(input);
    case 'delay-after': {
      const output = await run(input);
      await setTimeout(hit.delayMs);
      return output;
    }
    case 'kill-before':
      killCaller();
      throw new ConnectionReset();
    case 'kill-after':
      await run(input);
      killCaller();
      throw new ConnectionReset();
    case 'unprocessed': {
      const { processed, answered } = splitBatch(operation, input, hit.random);
      // DynamoDB refuses a batch of which it gets to nothing (AWS documentation: BatchWriteItem).
      if (!processed) throw throttlingError(service, operation);
      return answered(await run(processed));
    }
  }
}
