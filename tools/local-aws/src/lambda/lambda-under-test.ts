import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Statement } from '@sesame/iam';
import { account, arn } from '../account';
import { createAuthorize } from '../authorization';
import { openClock } from '../clock';
import { createDecisionLog } from '../decision-log';
import { createRoles } from '../iam/roles';
import { createLogs } from '../logs/logs';
import { openSqs } from '../sqs/sqs';
import { openStore } from '../store';
import { createSessions } from '../sts/sessions';
import { createLambda, type FunctionSettings, type InvocationResult, type LambdaParts } from './lambda';

export const bootstrapFile = join(__dirname, 'bootstrap.mjs');

const mayWriteLogs: Statement = {
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: `arn:aws:logs:*:${account}:log-group:*`,
};

/** Functions in real processes, judged by the real IAM, with everything else in memory. */
export function lambdaUnderTest(options: Partial<Pick<LambdaParts, 'maximumEnvironments' | 'idleMs'>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lambda-'));
  const store = openStore(undefined);
  const clock = openClock(store);
  const roles = createRoles();
  const sessions = createSessions(clock);
  const decisionLog = createDecisionLog();
  const authorize = createAuthorize({ clock, roles, log: decisionLog });
  const endpoint = () => 'http://127.0.0.1:4566';
  const sqs = openSqs({ store, clock, endpoint });
  const logs = createLogs({ authorize, clock });
  const lambda = createLambda({
    store,
    clock,
    authorize,
    roles,
    sessions,
    logs,
    sqs,
    endpoint,
    bootstrapFile,
    ...options,
  });

  /** Gives the role of function `name` these statements, beside those for its logs. */
  function allow(name: string, statements: Statement[], trusted = 'lambda.amazonaws.com') {
    return roles.apply({
      name: `${name}-role`,
      path: '/sesame/',
      trust: { Statement: { Effect: 'Allow', Principal: { Service: trusted }, Action: 'sts:AssumeRole' } },
      policies: [{ name: 'policy', document: { Statement: [mayWriteLogs, ...statements] } }],
    });
  }

  /** Writes the source to a folder of its own and deploys it; `schedules` may invoke it. */
  function deploy(
    name: string,
    source: string,
    {
      file = 'handler.mjs',
      statements = [],
      ...settings
    }: Partial<FunctionSettings> & { file?: string; statements?: Statement[] } = {},
  ) {
    const codeFolder = join(folder, name);
    mkdirSync(codeFolder, { recursive: true });
    writeFileSync(join(codeFolder, file), source);
    const { arn: roleArn } = roles.byName(`${name}-role`) ?? allow(name, statements);
    lambda.applyFunction({
      name,
      codeFolder,
      handler: 'handler.handler',
      roleArn,
      environment: {},
      timeoutSeconds: 10,
      memoryMegabytes: 128,
      ...settings,
    });
    lambda.applyPermission(name, {
      sid: 'Schedules',
      principal: 'events.amazonaws.com',
      action: 'lambda:InvokeFunction',
      sourceArn: arn('events', 'rule/*'),
    });
  }

  function invoke(name: string, payload?: unknown): Promise<InvocationResult> {
    const by = { type: 'service', service: 'events.amazonaws.com' } as const;
    return lambda.invoke(name, payload, { by, sourceArn: arn('events', 'rule/test') });
  }

  return {
    lambda,
    clock,
    roles,
    sqs,
    sessions,
    logs,
    allow,
    deploy,
    invoke,
    /** The answer of an invocation that must not fail. */
    async answer(name: string, payload?: unknown): Promise<unknown> {
      const result = await invoke(name, payload);
      if (result.outcome === 'failed') throw new Error(result.payload);
      return JSON.parse(result.payload);
    },
    decisions: () => decisionLog.decisions().map(({ action, decision }) => `${action} ${decision}`),
    async stop() {
      await lambda.stop();
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Looks every 10 ms until `condition` holds; throws after five seconds. */
export async function eventually(condition: () => boolean): Promise<void> {
  const end = performance.now() + 5_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`It never came to: ${condition.toString()}`);
    await pass(10);
  }
}

/** Real milliseconds go by. */
export function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
