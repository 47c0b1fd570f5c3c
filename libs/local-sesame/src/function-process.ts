import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as z from 'zod';
import type { RoleCredentials } from './doors';
import type { PackagedFunction } from './packaged-function';

const said = z.object({
  answer: z.unknown().optional(),
  failure: z.string().optional(),
  cpuMs: z.number(),
  residentMegabytes: z.number(),
});

/** What an invocation came to: its answer or the error it threw, and what it took. */
export type Invocation = z.infer<typeof said>;

/** A packaged function in a process of its own, under its own role, as Lambda would run it. */
export interface FunctionProcess {
  /** Runs it once; `undefined` when the process was killed meanwhile. One invocation at a time. */
  invoke(payload: string): Promise<Invocation | undefined>;
  isAlive(): boolean;
  /** Bytes it has written to its log. */
  logBytes(): number;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
}

export interface FunctionProcessParts {
  packaged: PackagedFunction;
  credentials: RoleCredentials;
  /** URL of the embedded AWS. */
  aws: string;
  /** `libs/local-sesame/src/serve-function.mjs` of the repository. */
  script: string;
  /** How long an invocation may take, as the function is told. */
  timeoutMs: number;
}

/** Starts a function; resolves when its code is loaded. */
export async function startFunction(parts: FunctionProcessParts): Promise<FunctionProcess> {
  const { packaged, credentials, aws, script, timeoutMs } = parts;
  const child = spawn(process.execPath, [`--max-old-space-size=${packaged.memoryMegabytes}`, script, packaged.file], {
    env: {
      TZ: ':UTC',
      ...packaged.variables,
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: aws,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A payload is a long text, which JSON would write and read once more, in the time of what is measured.
    serialization: 'advanced',
  });
  let logged = 0;
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (logged += chunk.length));
  const gone = new Promise<undefined>((resolve) => child.once('exit', () => resolve(undefined)));
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  await Promise.race([once(child, 'message'), gone]);
  return {
    async invoke(payload) {
      if (!isAlive()) return undefined;
      const answered = new Promise<unknown>((resolve) => child.once('message', resolve));
      child.send({ payload, milliseconds: timeoutMs }, () => {});
      const message = await Promise.race([answered, gone]);
      return message === undefined ? undefined : said.parse(message);
    },
    isAlive,
    logBytes: () => logged,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
