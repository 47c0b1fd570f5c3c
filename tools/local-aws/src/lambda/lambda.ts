import { availableParallelism } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { principalName, type PolicyDocument, type Principal, type Statement } from '@sesame/iam';
import { account, arn } from '../account';
import { AwsError } from '../aws-error';
import type { Clock } from '../clock';
import type { Roles } from '../iam/roles';
import type { Logs } from '../logs/logs';
import type { Authorize } from '../operation';
import type { Store } from '../store';
import type { Session, Sessions } from '../sts/sessions';
import { checkEventSourceMapping } from './check-event-source-mapping';
import { checkFunction } from './check-function';
import { codeFingerprint } from './code-fingerprint';
import type { Websites } from '../websites';
import { environmentStarter } from './environment';
import { type EventSourceMapping, type PolledSqs, startEventSourceMapping } from './event-source-mapping';
import { executionRole } from './execution-role';
import { maximumRequestBytes } from './failure-payload';
import { functionPolicy, type Permission, permissionStatement } from './function-policy';
import { createFunctionPool, type FunctionPool } from './function-pool';
import { logGroupOf } from './log-group';

export interface FunctionSettings {
  name: string;
  /** Folder that holds the unpacked code. */
  codeFolder: string;
  /** `src/handler.handler`: module path without extension, then the export. */
  handler: string;
  roleArn: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  memoryMegabytes: number;
  logGroupName?: string;
}

export interface EventSourceMappingSettings {
  functionName: string;
  eventSourceArn: string;
  batchSize: number;
  maximumBatchingWindowSeconds: number;
  maximumConcurrency?: number;
  reportBatchItemFailures: boolean;
  enabled: boolean;
}

export type InvocationResult =
  | { outcome: 'answered'; payload: string }
  /** The handler threw, timed out or its process died; `payload` is Lambda's JSON: errorType, errorMessage, trace. */
  | { outcome: 'failed'; payload: string };

/** The functions of the account: each runs its packaged bundle in processes of its own, with only its role's credentials. */
export interface Lambda {
  applyFunction(settings: FunctionSettings): { arn: string };
  removeFunction(name: string): Promise<void>;
  exists(name: string): boolean;
  /** A function as it is now; `modifiedAt` (milliseconds since 1970) is when a deploy last applied it, changed or not. */
  describe(name: string): { settings: FunctionSettings; logGroupName: string; modifiedAt: number } | undefined;
  /** Statement of the function's resource policy (AWS::Lambda::Permission). */
  applyPermission(functionName: string, permission: Permission): void;
  removePermission(functionName: string, sid: string): void;
  policyOf(functionName: string): PolicyDocument | undefined;
  applyEventSourceMapping(id: string, settings: EventSourceMappingSettings): void;
  removeEventSourceMapping(id: string): Promise<void>;
  /** What becomes of each mapping's polls: `OK`, or the reason why messages are not taken or come back. */
  eventSourceMappings(): { id: string; functionName: string; eventSourceArn: string; lastProcessingResult: string }[];
  /** Invokes and waits, when `by` may (`lambda:InvokeFunction` is judged by the function's resource policy with `aws:SourceArn`). Throws AwsError when it may not. */
  invoke(
    functionName: string,
    payload: unknown,
    caller: { by: Principal; sourceArn?: string },
  ): Promise<InvocationResult>;
  /** Invokes and waits, for a caller about whom IAM has been asked already. `payload` is JSON. Throws AwsError as `invoke` does. */
  run(functionName: string, payload: string): Promise<InvocationResult>;
  /** `kill -9` of the process that holds this session; nothing if none of the functions' does. */
  killHolder(session: Session): void;
  /** Processes running now, for doors and tests. */
  processes(): { functionName: string; pid: number }[];
  stop(): Promise<void>;
}

export interface LambdaParts {
  store: Store;
  clock: Clock;
  authorize: Authorize;
  roles: Roles;
  sessions: Sessions;
  logs: Logs;
  sqs: PolledSqs;
  /** URL of the embedded AWS, for the functions' AWS SDKs. */
  endpoint: () => string;
  /** A function's own variable as it is in this run, whose ports do not last: applied whenever a process starts. */
  inThisRun?: (text: string) => string;
  /** `bootstrap.mjs`, wherever the build has put it. */
  bootstrapFile: string;
  /** Websites of the functions' internet, beside the real ones; none by default. */
  websites?: Websites;
  /** Processes of one function at a time; beyond that, invocations queue. Twice the cores, at least 4, by default. */
  maximumEnvironments?: number;
  /** Real milliseconds after which an unused process is ended, unless it is its function's last. A minute by default. */
  idleMs?: number;
}

/** What `stop` leaves to running invocations, in real milliseconds. */
const stopGraceMs = 3_000;
/** How long before its end the session that a mapping polls with is renewed. */
const renewPrincipalMs = 60_000;

interface DeployedFunction {
  settings: FunctionSettings;
  fingerprint: string;
  pool: FunctionPool;
  permissions: Map<string, Statement>;
  modifiedAt: number;
}

interface DeployedMapping {
  settings: EventSourceMappingSettings;
  poller?: EventSourceMapping;
}

/** Functions and mappings come from the deployed stacks at every start, so none of this is kept in the store. */
export function createLambda(parts: LambdaParts): Lambda {
  const { store, clock, authorize, sessions, sqs } = parts;
  const { maximumEnvironments = Math.max(4, 2 * availableParallelism()), idleMs = 60_000 } = parts;
  const functions = new Map<string, DeployedFunction>();
  const mappings = new Map<string, DeployedMapping>();
  const assumeRole = executionRole(parts);
  const start = environmentStarter(parts);
  const stopListening = clock.onAdvance((advancedByMs) => {
    for (const { pool } of functions.values()) pool.clockAdvanced(advancedByMs);
  });

  function deployed(functionName: string): DeployedFunction {
    const found = functions.get(functionName);
    if (!found) throw functionNotFound(functionName);
    return found;
  }

  /** The role that a mapping polls as: one session for many polls, as Lambda keeps one. */
  function pollingPrincipal(functionName: string): () => Principal {
    let session: Session | undefined;
    return () => {
      if (!session || session.expiresAt - renewPrincipalMs <= clock.now())
        session = assumeRole(deployed(functionName).settings);
      return session.principal;
    };
  }

  function invokeUnasked(functionName: string, payload: string): Promise<InvocationResult> {
    return deployed(functionName).pool.invoke(payload);
  }

  async function run(functionName: string, payload: string): Promise<InvocationResult> {
    if (Buffer.byteLength(payload) > maximumRequestBytes) {
      throw new AwsError(
        'RequestTooLargeException',
        `Request must be smaller than ${maximumRequestBytes} bytes for the InvokeFunction operation`,
        413,
      );
    }
    return invokeUnasked(functionName, payload);
  }

  return {
    applyFunction(settings) {
      checkFunction(settings);
      const fingerprint = codeFingerprint(settings.codeFolder);
      const modifiedAt = clock.now();
      const existing = functions.get(settings.name);
      if (!existing) {
        const pool = createFunctionPool({
          settings,
          clock,
          start,
          assumeRole,
          revoke: (session) => sessions.revoke(session),
          maximumEnvironments,
          idleMs,
        });
        functions.set(settings.name, { settings, fingerprint, pool, permissions: new Map(), modifiedAt });
      } else {
        const changed = existing.fingerprint !== fingerprint || !isDeepStrictEqual(existing.settings, settings);
        functions.set(settings.name, {
          ...existing,
          ...(changed && { settings, fingerprint }),
          modifiedAt,
        });
        if (changed) existing.pool.replace(settings);
      }
      return { arn: functionArn(settings.name) };
    },

    async removeFunction(name) {
      const removed = functions.get(name);
      functions.delete(name);
      await removed?.pool.close(functionNotFound(name), removed.settings.timeoutSeconds * 1000);
    },

    exists: (name) => functions.has(name),

    describe(name) {
      const found = functions.get(name);
      if (!found) return undefined;
      const { settings, modifiedAt } = found;
      return { settings, logGroupName: logGroupOf(settings), modifiedAt };
    },

    applyPermission(functionName, permission) {
      const statement = permissionStatement(functionArn(functionName), permission);
      deployed(functionName).permissions.set(permission.sid, statement);
    },

    removePermission: (functionName, sid) => void functions.get(functionName)?.permissions.delete(sid),

    policyOf: (functionName) => functionPolicy([...(functions.get(functionName)?.permissions.values() ?? [])]),

    applyEventSourceMapping(id, settings) {
      const { functionName, eventSourceArn } = settings;
      checkEventSourceMapping(settings, {
        functionTimeoutSeconds: deployed(functionName).settings.timeoutSeconds,
        sqs,
      });
      for (const [otherId, { settings: other }] of mappings) {
        if (otherId !== id && other.functionName === functionName && other.eventSourceArn === eventSourceArn) {
          throw mappingExists(otherId, other);
        }
      }
      const existing = mappings.get(id);
      if (existing && isDeepStrictEqual(existing.settings, settings)) return;
      void existing?.poller?.stop();
      const poller = settings.enabled
        ? startEventSourceMapping({
            settings,
            sqs,
            clock,
            store,
            authorize,
            principal: pollingPrincipal(functionName),
            invoke: (payload) => invokeUnasked(functionName, payload),
          })
        : undefined;
      mappings.set(id, { settings, ...(poller && { poller }) });
    },

    async removeEventSourceMapping(id) {
      const removed = mappings.get(id);
      mappings.delete(id);
      await removed?.poller?.stop();
    },

    eventSourceMappings: () =>
      [...mappings].map(
        ([
          id,
          {
            settings: { functionName, eventSourceArn },
            poller,
          },
        ]) => ({
          id,
          functionName,
          eventSourceArn,
          lastProcessingResult: poller?.lastProcessingResult() ?? 'The mapping is disabled.',
        }),
      ),

    async invoke(functionName, payload, { by, sourceArn }) {
      const { permissions } = deployed(functionName);
      const decision = authorize(by, {
        action: 'lambda:InvokeFunction',
        resource: functionArn(functionName),
        context: {
          ...(sourceArn !== undefined && { 'aws:SourceArn': sourceArn }),
          ...(by.type === 'service' && { 'aws:SourceAccount': account }),
        },
        resourcePolicy: functionPolicy([...permissions.values()]),
      });
      if (decision.decision !== 'allowed') {
        throw new AwsError(
          'AccessDeniedException',
          `${principalName(by)} is not authorized to perform: lambda:InvokeFunction on resource: ${functionArn(functionName)}. ${decision.reason}`,
          403,
        );
      }
      return run(functionName, payload === undefined ? '{}' : JSON.stringify(payload));
    },

    run,

    killHolder(session) {
      for (const { pool } of functions.values()) pool.killHolder(session);
    },

    processes: () =>
      [...functions].flatMap(([functionName, { pool }]) => pool.pids().map((pid) => ({ functionName, pid }))),

    async stop() {
      stopListening();
      const stopped = new AwsError('ServiceException', "Sesame's embedded AWS: it is stopping.", 500);
      const pollers = [...mappings.values()].map(async ({ poller }) => poller?.stop());
      await Promise.all([...functions.values()].map(({ pool }) => pool.close(stopped, stopGraceMs)));
      await Promise.all(pollers);
    },
  };
}

function functionArn(name: string): string {
  return arn('lambda', `function:${name}`);
}

function functionNotFound(name: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Function not found: ${functionArn(name)}`, 404);
}

function mappingExists(id: string, { eventSourceArn, functionName }: EventSourceMappingSettings): AwsError {
  return new AwsError(
    'ResourceConflictException',
    `An event source mapping with SQS arn (" ${eventSourceArn} ") and function (" ${functionName} ") already exists. ` +
      `Please update or delete the existing mapping with UUID ${id}`,
    409,
  );
}
