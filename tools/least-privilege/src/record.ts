import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { startSesame } from '@sesame/local-sesame';
import * as z from 'zod';
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
): Promise<{ recording: Recording; problems: string[]; failed: Set<string> }> {
  const stories = named.length === 0 ? sharedStories(repository) : named;
  const sesame = await startSesame(embeddedAws(join(repository, 'dist')));
  try {
    say(`${stories.length} stories: ${stories.join(', ')}`);
    const { code, failed } = await tellStories(repository, stories, sesame).over;
    say(code === 0 ? 'told' : 'told, and some failed');
    for (const { story, test, why } of failed) say(`${story}, ${test}: ${why}`);
    const broken = failed.map(({ story, test }) => `A story fails: ${story}, ${test}`);
    if (code !== 0 && broken.length === 0) broken.push('The stories could not be told: run them with `npm test`.');
    await failurePaths(sesame, say);
    const text = await readDoor(sesame.aws);
    if (save !== undefined) writeFileSync(save, text);
    return {
      recording: readRecording(text),
      problems: broken,
      failed: new Set(failed.map(({ story }) => story)),
    };
  } finally {
    await sesame.stop();
  }
}

/** A test of a story that failed, with the first lines of why. */
interface FailedTest {
  story: string;
  test: string;
  why: string;
}

/** A story that is being told. */
export interface Telling {
  over: Promise<{
    code: number;
    failed: FailedTest[];
  }>;
  /** Ends it before its end. */
  stop(): void;
}

/** Tells stories of `e2e` on a Sesame that runs. */
export function tellStories(
  repository: string,
  stories: string[],
  { api, aws, dataFolder }: { api: string; aws: string; dataFolder: string },
): Telling {
  const jest = createRequire(join(repository, 'package.json')).resolve('jest/bin/jest');
  const paths = stories.map((story) => `${story}.test.ts`);
  const child = spawn(process.execPath, [jest, '--json', '--runTestsByPath', ...paths], {
    cwd: join(repository, 'e2e'),
    env: { ...process.env, E2E_API: api, E2E_AWS: aws, E2E_DATA_FOLDER: dataFolder },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (told += text));
  return {
    over: new Promise((done) => child.once('close', (code) => done({ code: code ?? 1, failed: failedOf(told) }))),
    stop: () => void child.kill('SIGKILL'),
  };
}

const jestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

/** What failed by a report of `jest --json`; nothing where it was stopped before it wrote one. */
function failedOf(told: string): FailedTest[] {
  const start = told.indexOf('{"num');
  if (start < 0) return [];
  return jestReport
    .parse(JSON.parse(told.slice(start)))
    .testResults.flatMap(({ name, status, message, assertionResults }) => {
      const story = basename(name, '.test.ts');
      const failed = assertionResults.filter((test) => test.status === 'failed');
      // A file that cannot even be read has no tests that fail.
      if (failed.length === 0 && status === 'failed') return [{ story, test: 'the file', why: firstLines(message) }];
      return failed.map(({ fullName, failureMessages: [why = ''] }) => ({
        story,
        test: fullName,
        why: firstLines(why),
      }));
    });
}

function firstLines(text: string): string {
  return stripVTControlCharacters(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 8)
    .join(' / ');
}

/** What was recorded of IAM so far. */
async function readDoor(aws: string): Promise<string> {
  const response = await fetch(`${aws}/_sesame/recording`);
  if (!response.ok) throw new Error(`The recording could not be read: ${response.status}`);
  return response.text();
}

/** The stories that are told on the Sesame that all of them share. */
function sharedStories(repository: string): string[] {
  const stories = createRequire(join(repository, 'e2e', 'stories.cjs'))('./stories.cjs') as {
    storiesIn(part: 'together'): string[];
  };
  return stories
    .storiesIn('together')
    .map((file) => file.replace(/\.test\.ts$/, ''))
    .filter((story) => story !== lastStory);
}
