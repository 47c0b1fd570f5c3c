import type { Doors } from '@sesame/local-sesame';

/** How often each operation was called: `dynamodb:GetItem`. */
export type Calls = Map<string, number>;

const services = ['dynamodb', 's3', 'ses', 'sns', 'sqs'];

/**
 * Counts the calls that these functions make to AWS, by operation; the answer tells how many there were so far. What counts
 * is a fault that hits nothing: the faults door tells how many calls each has seen.
 */
export async function countCalls(
  doors: Doors,
  functions: readonly string[],
): Promise<(name: string) => Promise<Calls>> {
  const emulated = (await doors.emulated()).filter(({ service }) => services.includes(service));
  const never = { kind: 'delay', delayMs: 1, rate: 1e-12 } as const;
  for (const name of functions) {
    for (const { service, operations } of emulated)
      for (const operation of operations) await doors.addFault({ service, operation, function: name, ...never });
  }
  return async (name) =>
    new Map(
      (await doors.faults())
        .filter((fault) => fault.function === name && fault.seen > 0)
        .map(({ service, operation = '', seen }) => [`${service}:${operation}`, seen]),
    );
}
