import type { Principal } from '@sesame/iam';
import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import type { Lambda } from '../lambda/lambda';
import { setAlarm } from './alarm';

export interface AsynchronousInvocation {
  functionName: string;
  payload: unknown;
  caller: { by: Principal; sourceArn: string };
}

/**
 * Milliseconds on the embedded clock after the first and the second failure; then the event is lost, as it is on AWS
 * without a destination. AWS documentation: "Error handling for an asynchronous invocation".
 */
const retryAfterMs = [60_000, 120_000];

/** Invokes without an answer; a failing function is tried twice more, until `signal` aborts. Who may not invoke is refused once. */
export async function invokeAsynchronously(
  { lambda, clock, signal }: { lambda: Pick<Lambda, 'invoke'>; clock: Clock; signal: AbortSignal },
  { functionName, payload, caller }: AsynchronousInvocation,
): Promise<void> {
  for (const retryMs of [...retryAfterMs, undefined]) {
    try {
      if ((await lambda.invoke(functionName, payload, caller)).outcome === 'answered') return;
    } catch (error) {
      if (error instanceof AwsError && error.statusCode < 500) return;
    }
    if (retryMs === undefined || signal.aborted) return;
    await new Promise<void>((resolve) => setAlarm(clock, clock.now() + retryMs, resolve));
    if (signal.aborted) return;
  }
}
