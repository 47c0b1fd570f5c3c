import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startSesame } from '@sesame/local-sesame';
import { failurePaths } from './failure-paths';
import { readRecording, type Recording } from './recording';

/** It judges what the others did, as this does. */
const lastStory = 'least-privilege';

/** The bundle of the embedded AWS that `npm start` runs. */
export function embeddedAws(packages: string): string {
  return join(packages, 'tools', 'local-aws', 'main.mjs');
}

/**
 * Tells stories on a Sesame of its own, has every service fail under the same roles, and gives what IAM was asked. Without
 * names it tells every story that shares a Sesame with the others.
 */
export async function record(
  repository: string,
  named: string[],
  { say, save }: { say: (line: string) => void; save?: string | undefined },
): Promise<{ recording: Recording; problems: string[] }> {
  const stories = named.length === 0 ? sharedStories(repository) : named;
  const sesame = await startSesame(embeddedAws(join(repository, 'dist')));
  try {
    say(`${stories.length} stories: ${stories.join(', ')}`);
    const { code, said } = await tellStories(repository, stories, sesame).over;
    const failed = said.match(/^\s*●.*›.*|^\s*● [^›\n]*$/gm) ?? [];
    say(code === 0 ? 'told' : 'told, and some failed');
    await failurePaths(sesame, say);
    const text = await readDoor(sesame.aws);
    if (save !== undefined) writeFileSync(save, text);
    return {
      recording: readRecording(text),
      problems: code === 0 ? [] : [...new Set(failed.map((line) => `A story fails: ${line.replace('●', '').trim()}`))],
    };
  } finally {
    await sesame.stop();
  }
}

/** A story that is being told. */
export interface Telling {
  over: Promise<{ code: number; said: string }>;
  /** Ends it before its end. */
  stop(): void;
}

/** Tells stories of `e2e` on a Sesame that runs. */
export function tellStories(
  repository: string,
  stories: string[],
  { api, aws }: { api: string; aws: string },
): Telling {
  const jest = createRequire(join(repository, 'package.json')).resolve('jest/bin/jest');
  const child = spawn(process.execPath, [jest, '--runTestsByPath', ...stories.map((story) => `${story}.test.ts`)], {
    cwd: join(repository, 'e2e'),
    env: { ...process.env, E2E_API: api, E2E_AWS: aws },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  return {
    over: new Promise((done) => child.once('close', (code) => done({ code: code ?? 1, said }))),
    stop: () => void child.kill('SIGKILL'),
  };
}

/** What was recorded of IAM so far. */
async function readDoor(aws: string): Promise<string> {
  const response = await fetch(`${aws}/_sesame/recording`);
  if (!response.ok) throw new Error(`The recording could not be read: ${response.status}`);
  return response.text();
}

/** The stories that are told on the Sesame that all of them share, as their imports say. */
function sharedStories(repository: string): string[] {
  return readdirSync(join(repository, 'e2e'))
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => /\bshared\b[^;]*from '\.\/given'/.test(readFileSync(join(repository, 'e2e', file), 'utf8')))
    .map((file) => file.replace(/\.test\.ts$/, ''))
    .filter((story) => story !== lastStory)
    .sort();
}
