import type { InvocationResult } from './lambda';

/** Bytes of a request to a function that waits for the answer. AWS documentation: "Lambda quotas", 6 MB. */
export const maximumRequestBytes = 6 * 1024 * 1024;
/** Bytes of its answer: Lambda's error text names 100 more than for the request. */
export const maximumResponseBytes = maximumRequestBytes + 100;

/** What went wrong beside the handler's own errors, in the JSON that Lambda answers for it. */
export const failures = {
  timedOut: (requestId: string, timeoutSeconds: number) =>
    failure(
      'Sandbox.Timedout',
      `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
    ),
  exited: (requestId: string, how: string) => failure('Runtime.ExitError', `RequestId: ${requestId} Error: ${how}`),
  responseTooLarge: () =>
    failure(
      'Function.ResponseSizeTooLarge',
      `Response payload size exceeded maximum allowed payload size (${maximumResponseBytes} bytes).`,
    ),
};

/** How the end of a process reads in Lambda's error: by exit code, or by the signal that ended it. */
export function exitText(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal) return `Runtime exited with error: signal: ${signal === 'SIGKILL' ? 'killed' : signal}`;
  if (code) return `Runtime exited with error: exit status ${code}`;
  return 'Runtime exited without providing a reason';
}

export function failed(payload: string): InvocationResult {
  return { outcome: 'failed', payload };
}

function failure(errorType: string, errorMessage: string): string {
  return JSON.stringify({ errorType, errorMessage });
}
