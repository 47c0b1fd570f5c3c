import type { Clock } from '../clock';

const longestTimerMs = 2 ** 31 - 1;

/**
 * Runs `deed` once, when the embedded clock reaches `dueAt`: after that time, or in the middle of an advance that passes
 * it. Returns how to call it off. Does not keep the process alive.
 */
export function setAlarm(clock: Clock, dueAt: number, deed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const cancel = () => {
    clearTimeout(timer);
    stopListening();
  };
  const look = () => {
    clearTimeout(timer);
    const left = dueAt - clock.now();
    if (left <= 0) {
      cancel();
      deed();
    } else {
      timer = setTimeout(look, Math.min(left, longestTimerMs)).unref();
    }
  };
  const stopListening = clock.onAdvance(look);
  timer = setTimeout(look, Math.max(0, Math.min(dueAt - clock.now(), longestTimerMs))).unref();
  return cancel;
}
