import type { Clock } from '../clock';

export type WaitingReceivers = ReturnType<typeof createWaitingReceivers>;

/** Who waits for messages (long poll), by queue. Waking one means that it looks again. */
export function createWaitingReceivers(clock: Clock) {
  const waiting = new Map<string, Set<() => void>>();
  const wakeAll = () => {
    for (const receivers of waiting.values()) for (const wake of [...receivers]) wake();
  };
  const stopListening = clock.onAdvance(wakeAll);

  return {
    /** Resolves when the queue is woken, at `until` (milliseconds of the embedded clock), or when the signal aborts. */
    wait(queueName: string, until: number, signal?: AbortSignal): Promise<void> {
      return new Promise((resolve) => {
        const receivers = waiting.get(queueName) ?? new Set();
        waiting.set(queueName, receivers);
        const wake = () => {
          clearTimeout(timer);
          receivers.delete(wake);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, Math.max(1, until - clock.now())).unref();
        receivers.add(wake);
        signal?.addEventListener('abort', wake);
      });
    },
    wake(queueName: string): void {
      for (const wake of [...(waiting.get(queueName) ?? [])]) wake();
    },
    stop(): void {
      stopListening();
      wakeAll();
    },
  };
}
