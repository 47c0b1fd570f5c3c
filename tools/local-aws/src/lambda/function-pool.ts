import type { FunctionSettings, InvocationResult } from './lambda';
import type { Clock } from '../clock';
import type { Session } from '../sts/sessions';
import type { Environment, StartEnvironment } from './environment';

/** The environments of one function, and the invocations that wait for one. */
export interface FunctionPool {
  /** Runs the function; waits for a free environment as long as it takes. Rejects where its role cannot be assumed. */
  invoke(payload: string): Promise<InvocationResult>;
  /** From now on invocations run with these settings; what runs is finished as it is, and its environment replaced. */
  replace(settings: FunctionSettings): void;
  clockAdvanced(advancedByMs: number): void;
  /** `kill -9` of the environment that holds this session, if it is one of these; its invocation fails. */
  killHolder(session: Session): void;
  pids(): number[];
  /** Refuses what waits with `reason`, gives what runs up to `graceMs`, and ends every process. */
  close(reason: Error, graceMs: number): Promise<void>;
}

export interface FunctionPoolParts {
  settings: FunctionSettings;
  clock: Clock;
  start: StartEnvironment;
  /** The credentials for a new environment, as the function's role. Throws where the role cannot be assumed. */
  assumeRole: (settings: FunctionSettings) => Session;
  revoke: (session: Session) => void;
  /** Environments at one time; beyond that, invocations queue. */
  maximumEnvironments: number;
  /** Real milliseconds after which an unused environment is ended, unless it is the last. */
  idleMs: number;
}

interface Member {
  environment: Environment;
  session: Session;
  /** Whose settings it runs. */
  settings: FunctionSettings;
  /** When it may take no more invocations, because its credentials could expire during one. Not moved by an advance. */
  renewAt: number;
  idleTimer?: NodeJS.Timeout;
}

/** Milliseconds beyond the function's timeout for which the credentials of a starting invocation must hold. */
const credentialsMarginMs = 60_000;

export function createFunctionPool(parts: FunctionPoolParts): FunctionPool {
  const { clock, start, assumeRole, revoke, maximumEnvironments, idleMs } = parts;
  let settings = parts.settings;
  let closedBecause: Error | undefined;
  /** In the order of their last use. */
  const members = new Set<Member>();
  const leaving = new Set<Member>();
  const waiting: { payload: string; resolve: (result: InvocationResult) => void; reject: (error: unknown) => void }[] =
    [];
  let allGone = () => {};

  const isStale = (member: Member) => member.settings !== settings || clock.now() >= member.renewAt;
  const states = (...wanted: ReturnType<Environment['state']>[]) =>
    [...members].filter((member) => wanted.includes(member.environment.state()));

  function retire(member: Member): void {
    clearTimeout(member.idleTimer);
    members.delete(member);
    leaving.add(member);
    member.environment.end();
  }

  function takeIdle(): Member | undefined {
    for (const member of states('idle').reverse()) {
      if (!isStale(member)) return member;
      retire(member);
    }
    return undefined;
  }

  function dispatch(): void {
    while (waiting.length > 0) {
      const member = takeIdle();
      const next = member && waiting.shift();
      if (!next) break;
      clearTimeout(member.idleTimer);
      members.delete(member);
      members.add(member);
      member.environment.invoke(next.payload).then(next.resolve, next.reject);
    }
    // Those that start or finish come back for an invocation in a moment, so only what exceeds them needs another process.
    let coming = states('starting', 'finishing').filter((member) => !isStale(member)).length;
    while (waiting.length > coming && members.size < maximumEnvironments) {
      try {
        add();
      } catch (error) {
        for (const { reject } of waiting.splice(0)) reject(error);
      }
      coming++;
    }
  }

  function add(): void {
    const session = assumeRole(settings);
    const member: Member = {
      session,
      settings,
      renewAt: session.expiresAt - settings.timeoutSeconds * 1000 - credentialsMarginMs,
      environment: start(settings, session, {
        idle() {
          if (closedBecause || isStale(member)) retire(member);
          else endWhenUnused(member);
          dispatch();
        },
        ended(initFailure) {
          const expected = leaving.delete(member);
          members.delete(member);
          clearTimeout(member.idleTimer);
          revoke(session);
          if (initFailure !== undefined && !expected && !isStale(member)) {
            for (const { resolve } of waiting.splice(0)) resolve({ outcome: 'failed', payload: initFailure });
          }
          if (members.size + leaving.size === 0) allGone();
          dispatch();
        },
      }),
    };
    members.add(member);
  }

  function endWhenUnused(member: Member): void {
    member.idleTimer = setTimeout(() => {
      if (members.size > 1 && member.environment.state() === 'idle') retire(member);
    }, idleMs).unref();
  }

  return {
    invoke(payload) {
      if (closedBecause) return Promise.reject(closedBecause);
      return new Promise((resolve, reject) => {
        waiting.push({ payload, resolve, reject });
        dispatch();
      });
    },
    replace(newSettings) {
      settings = newSettings;
      for (const member of states('idle')) retire(member);
      dispatch();
    },
    clockAdvanced(advancedByMs) {
      for (const member of [...members, ...leaving]) {
        member.environment.clockAdvanced();
        // What runs keeps its credentials for as long as it had before; once idle, it is judged by `renewAt`.
        if (member.environment.state() !== 'idle') member.session.expiresAt += advancedByMs;
      }
      for (const member of states('idle').filter(isStale)) retire(member);
    },
    killHolder(session) {
      for (const member of members) if (member.session === session) member.environment.end();
    },
    pids: () => [...members, ...leaving].flatMap((member) => member.environment.pid() ?? []),
    async close(reason, graceMs) {
      closedBecause = reason;
      for (const { reject } of waiting.splice(0)) reject(reason);
      for (const member of states('idle', 'starting', 'finishing')) retire(member);
      if (members.size + leaving.size === 0) return;
      const gone = new Promise<void>((resolve) => (allGone = resolve));
      const timer = setTimeout(() => [...members].forEach(retire), graceMs);
      await gone;
      clearTimeout(timer);
    },
  };
}
