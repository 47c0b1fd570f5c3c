import { readFileSync } from 'node:fs';

/** The most memory that a process has had so far, in megabytes; undefined where the machine does not tell (no /proc). */
export function peakMemoryMegabytes(pid: number): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Math.ceil(Number(kilobytes) / 1024);
  } catch {
    return undefined;
  }
}
