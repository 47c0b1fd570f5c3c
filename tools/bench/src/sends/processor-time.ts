import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Clock ticks a second in /proc: 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Milliseconds of processor time, user and system, that a process has taken since it started, by its id. */
export type ProcessorTime = ReadonlyMap<string, number>;

/** What the processes of these functions have taken. They are the children of the embedded AWS; Linux alone tells. */
export function processorTime(parent: number, functions: readonly string[]): ProcessorTime {
  const ours = childrenOf(parent).filter((pid) => functions.includes(functionOf(pid)));
  return new Map(ours.map((pid) => [pid, millisecondsOf(pid)]));
}

/** What was taken between two looks; `undefined` if a process was started or ended between them, which takes more than many calls. */
export function taken(before: ProcessorTime, after: ProcessorTime): number | undefined {
  if ([...before.keys()].sort().join() !== [...after.keys()].sort().join()) return undefined;
  return [...after].reduce((sum, [pid, milliseconds]) => sum + milliseconds - (before.get(pid) ?? 0), 0);
}

function childrenOf(parent: number): string[] {
  const listed = execFileSync('ps', ['-o', 'pid=', '--ppid', String(parent)], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => line.trim() || []);
}

function functionOf(pid: string): string {
  const [, name = ''] = /(?:^|\0)AWS_LAMBDA_FUNCTION_NAME=sesame-local-([^\0]*)/.exec(read(pid, 'environ')) ?? [];
  return name;
}

/** The fields after the name of the command, which may hold blanks; user time is the 14th of all, system time the 15th. */
function millisecondsOf(pid: string): number {
  const fields = read(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return ((Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 1000) / ticksPerSecond;
}

/** Nothing of a process that has just ended. */
function read(pid: string, file: 'environ' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
