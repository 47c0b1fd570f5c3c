import type { Parts } from './parts';
import { forgetOldRequests } from './request-tokens';
import { deleteExpired } from './time-to-live';

const intervalMs = 30_000;

/** Deletes what has outlived its time: every 30 seconds, and whenever the clock is advanced. */
export function startSweeper(parts: Parts): { stop(): Promise<void> } {
  let sweeping: Promise<void> = Promise.resolve();
  const sweep = () => {
    sweeping = sweeping.then(async () => {
      await deleteExpired(parts);
      await forgetOldRequests(parts.database, parts.clock.now());
    });
  };
  const timer = setInterval(sweep, intervalMs).unref();
  const stopListening = parts.clock.onAdvance(sweep);
  return {
    async stop() {
      clearInterval(timer);
      stopListening();
      await sweeping;
    },
  };
}
