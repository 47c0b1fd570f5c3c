import { readFileSync } from 'node:fs';

const everyMs = 250;

/**
 * Ends this process when the npm that started it is gone, however that ended: a killed `npm start` must not leave a
 * Sesame behind that holds its ports and its data folder. Without npm, or where /proc is not, nothing is followed.
 */
export function followNpm(variables: Record<string, string | undefined>): void {
  if (variables['npm_lifecycle_event'] === undefined) return;
  const ancestors = [process.ppid, parentOf(process.ppid)].filter((pid): pid is number => pid !== undefined && pid > 1);
  setInterval(() => {
    if (!ancestors.every(isAlive)) process.exit(1);
  }, everyMs).unref();
}

function parentOf(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    // npm runs a script through a shell; above npm itself is the person's own shell, which may go while Sesame stays.
    if (!/^Name:\s+(sh|dash|bash)$/m.test(status)) return undefined;
    return Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]);
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
