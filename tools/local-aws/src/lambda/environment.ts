import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { FunctionSettings, InvocationResult } from './lambda';
import { logGroupOf } from './log-group';
import type { Clock } from '../clock';
import type { LogStream, Logs } from '../logs/logs';
import type { Session } from '../sts/sessions';
import { createWebsites, type Websites } from '../websites';
import { arn } from '../account';
import { processEnvironment } from './environment-variables';
import { exitText, failed, failures } from './failure-payload';
import { peakMemoryMegabytes } from './peak-memory';
import { type RuntimeApi, type RuntimeInvocation, serveRuntimeApi } from './runtime-api';

/**
 * An execution environment: one process that runs the function's bundle, one invocation at a time.
 * `finishing` is the moment between its answer and its asking for the next invocation.
 */
export interface Environment {
  state(): 'starting' | 'idle' | 'busy' | 'finishing' | 'ended';
  pid(): number | undefined;
  /** Hands over an invocation; only while idle. */
  invoke(payload: string): Promise<InvocationResult>;
  /** Tells the process that the embedded clock was advanced. */
  clockAdvanced(): void;
  /** Kills the process. */
  end(): void;
}

export interface EnvironmentListener {
  /** It waits for an invocation. */
  idle(): void;
  /** Its process is gone. `initFailure` says why, when it never became ready. */
  ended(initFailure?: string): void;
}

export interface EnvironmentParts {
  clock: Clock;
  logs: Logs;
  endpoint: () => string;
  /** A function's own variable as it is in this run, whose ports do not last. */
  inThisRun?: (text: string) => string;
  /** The plain module that runs a function's bundle in its own process. */
  bootstrapFile: string;
  /** Websites beside the real ones; none by default. */
  websites?: Websites;
}

/** Milliseconds for loading the bundle, before the function's own timeout. AWS documentation: "Lambda execution environment lifecycle". */
const initLimitMs = 10_000;

export type StartEnvironment = (
  settings: FunctionSettings,
  session: Session,
  listener: EnvironmentListener,
) => Environment;

/** How environments start: as processes of this machine's Node, on the embedded clock, with `session` as their only credentials. */
export function environmentStarter({
  clock,
  logs,
  endpoint,
  inThisRun = (text) => text,
  bootstrapFile,
  websites = createWebsites(),
}: EnvironmentParts): StartEnvironment {
  return (settings, session, listener) => {
    let state: ReturnType<Environment['state']> = 'starting';
    let child: ChildProcess | undefined;
    let runtimeApi: RuntimeApi | undefined;
    let give: ((invocation: RuntimeInvocation) => void) | undefined;
    let current: { requestId: string; startedAt: number; settle: (result: InvocationResult) => void } | undefined;
    let initFailure: string | undefined;
    let limit: NodeJS.Timeout | undefined;

    const startedAt = clock.now();
    const logGroupName = logGroupOf(settings);
    const logStreamName = `${new Date(startedAt).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomBytes(16).toString('hex')}`;
    const log = logs.openStream(session.principal, logGroupName, logStreamName);
    const note = (requestId: string, text: string) =>
      log?.write(`${new Date(clock.now()).toISOString()} ${requestId} ${text}\n`);

    const settle = (requestId: string, result: InvocationResult) => {
      if (current?.requestId !== requestId) return;
      clearTimeout(limit);
      const { settle: answer, startedAt: invokedAt } = current;
      current = undefined;
      // Lambda itself writes this line after each invocation, as the function's role, whatever the function logs.
      const ms = performance.now() - invokedAt;
      const used = (child?.pid !== undefined && peakMemoryMegabytes(child.pid)) || settings.memoryMegabytes;
      log?.write(
        `REPORT RequestId: ${requestId}\tDuration: ${ms.toFixed(2)} ms\tBilled Duration: ${Math.ceil(ms)} ms\tMemory Size: ${settings.memoryMegabytes} MB\tMax Memory Used: ${used} MB\n`,
      );
      state = 'finishing';
      answer(result);
    };
    const killAfter = (ms: number, beforehand: () => void) => {
      limit = setTimeout(() => {
        beforehand();
        child?.kill('SIGKILL');
      }, ms).unref();
    };
    const ended = (how: string) => {
      if (state === 'ended') return;
      const neverReady = state === 'starting';
      clearTimeout(limit);
      runtimeApi?.close();
      if (current) {
        note(current.requestId, how);
        settle(current.requestId, failed(failures.exited(current.requestId, how)));
      }
      state = 'ended';
      if (neverReady) listener.ended(initFailure ?? failures.exited(randomUUID(), how));
      else listener.ended();
    };

    const start = async () => {
      runtimeApi = await serveRuntimeApi({
        next(giveInvocation) {
          clearTimeout(limit);
          give = giveInvocation;
          state = 'idle';
          listener.idle();
        },
        response: (requestId, payload) => settle(requestId, { outcome: 'answered', payload }),
        responseTooLarge: (requestId) => settle(requestId, failed(failures.responseTooLarge())),
        error: (requestId, payload) => settle(requestId, failed(payload)),
        initError(payload) {
          initFailure = payload;
        },
      });
      // It may have been ended while the port was being opened.
      if (state !== 'starting') return runtimeApi.close();
      killAfter(initLimitMs + settings.timeoutSeconds * 1000, () => {
        const requestId = randomUUID();
        initFailure = failures.timedOut(requestId, settings.timeoutSeconds);
        note(requestId, 'Its initialization took too long.');
      });
      child = spawn(
        process.execPath,
        // A leak shows here at the size where it would show on AWS.
        [`--max-old-space-size=${settings.memoryMegabytes}`, bootstrapFile, String(clock.advancedMs())],
        {
          cwd: settings.codeFolder,
          env: processEnvironment({
            settings,
            session,
            runtimeApi: runtimeApi.address,
            endpoint: endpoint(),
            inThisRun,
            logGroupName,
            logStreamName,
          }),
          stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        },
      );
      child.once('exit', (code, signal) => ended(exitText(code, signal)));
      child.once('error', (error) => ended(`Its process does not start: ${error.message}`));
      copyLines(child.stdout, log);
      copyLines(child.stderr, log);
    };
    start().catch((error: unknown) => ended(`Its process does not start: ${String(error)}`));

    return {
      state: () => state,
      pid: () => (state === 'ended' ? undefined : child?.pid),
      invoke(payload) {
        if (state !== 'idle' || !give) throw new Error(`An environment that is ${state} takes no invocation.`);
        const requestId = randomUUID();
        const handOver = give;
        give = undefined;
        state = 'busy';
        return new Promise((resolve) => {
          current = { requestId, startedAt: performance.now(), settle: resolve };
          killAfter(settings.timeoutSeconds * 1000, () => {
            note(requestId, `Task timed out after ${settings.timeoutSeconds.toFixed(2)} seconds`);
            settle(requestId, failed(failures.timedOut(requestId, settings.timeoutSeconds)));
          });
          handOver({
            requestId,
            payload,
            deadline: clock.now() + settings.timeoutSeconds * 1000,
            invokedFunctionArn: arn('lambda', `function:${settings.name}`),
            traceId: traceId(clock.now()),
            clockAdvancedMs: clock.advancedMs(),
            websites: JSON.stringify(websites.all()),
          });
        });
      },
      clockAdvanced() {
        // A process that is just ending has closed its channel; the clock is nothing to it any more.
        if (child?.connected) child.send({ advancedMs: clock.advancedMs() }, () => undefined);
      },
      end() {
        if (child) child.kill('SIGKILL');
        else ended('It was ended before its process started.');
      },
    };
  };
}

function copyLines(from: Readable | null, log: LogStream | undefined): void {
  if (!from) return;
  if (log) createInterface({ input: from }).on('line', (line) => log.write(`${line}\n`));
  else from.resume();
}

/** As X-Ray writes it; nothing is sampled. */
function traceId(now: number): string {
  const seconds = Math.floor(now / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}
