import { arn } from '../account';
import { eventually, lambdaUnderTest, pass } from './lambda-under-test';

let aws: ReturnType<typeof lambdaUnderTest>;
beforeEach(() => {
  aws = lambdaUnderTest({ maximumEnvironments: 2 });
});
afterEach(() => aws.stop());

const echo = 'export const handler = async (event) => event;';

describe('a bundle', () => {
  test('runs unmodified as an ES module, and gets its event and its context', async () => {
    aws.deploy(
      'echo',
      `export const handler = async (event, context) =>
        ({ event, name: context.functionName, arn: context.invokedFunctionArn, remaining: context.getRemainingTimeInMillis() });`,
    );
    const answer = await aws.answer('echo', { to: 'you' });
    expect(answer).toEqual({
      event: { to: 'you' },
      name: 'echo',
      arn: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
      remaining: expect.any(Number) as unknown,
    });
    const { remaining } = answer as { remaining: number };
    expect(remaining).toBeGreaterThan(8_000);
    expect(remaining).toBeLessThanOrEqual(10_000);
  });

  test('runs as CommonJS too, from a nested folder of its package', async () => {
    aws.deploy('common', `exports.handler = async () => require('node:path').basename(__filename);`, {
      file: 'handler.cjs',
    });
    expect(await aws.answer('common')).toBe('handler.cjs');
  });

  test('writes its lines to its log group, as its role may', async () => {
    aws.deploy('talker', `export const handler = async () => { console.log('one'); console.error('two'); };`);
    await aws.answer('talker');
    await eventually(() => aws.logs.read('/aws/lambda/talker').includes('two'));
    const lines = aws.logs.read('/aws/lambda/talker').split('\n').sort();
    expect(lines).toEqual([
      '',
      expect.stringMatching(/^REPORT RequestId: .*\tMemory Size: 128 MB\tMax Memory Used: \d+ MB$/),
      'one',
      'two',
    ]);
    expect(aws.decisions()).toContain('logs:PutLogEvents allowed');
  });
});

describe('the environment of a function', () => {
  test("holds Lambda's variables, its own and its role's session, and nothing of the machine's", async () => {
    process.env['SECRET_OF_THE_MACHINE'] = 'x';
    try {
      aws.deploy('env', 'export const handler = async () => process.env;', { environment: { TABLE: 'emails' } });
      const environment = (await aws.answer('env')) as Record<string, string>;
      expect(Object.keys(environment).sort()).toEqual([
        'AWS_ACCESS_KEY_ID',
        'AWS_CONFIG_FILE',
        'AWS_DEFAULT_REGION',
        'AWS_EC2_METADATA_DISABLED',
        'AWS_ENDPOINT_URL',
        'AWS_EXECUTION_ENV',
        'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
        'AWS_LAMBDA_FUNCTION_NAME',
        'AWS_LAMBDA_FUNCTION_VERSION',
        'AWS_LAMBDA_INITIALIZATION_TYPE',
        'AWS_LAMBDA_LOG_GROUP_NAME',
        'AWS_LAMBDA_LOG_STREAM_NAME',
        'AWS_LAMBDA_RUNTIME_API',
        'AWS_REGION',
        'AWS_SECRET_ACCESS_KEY',
        'AWS_SESSION_TOKEN',
        'AWS_SHARED_CREDENTIALS_FILE',
        'HOME',
        'LAMBDA_TASK_ROOT',
        'LANG',
        'PATH',
        'TABLE',
        'TZ',
        '_HANDLER',
        '_X_AMZN_TRACE_ID',
      ]);
      expect(environment['HOME']).toBe('/nonexistent');
      expect(environment['AWS_ENDPOINT_URL']).toBe('http://127.0.0.1:4566');
      const session = aws.sessions.byAccessKeyId(environment['AWS_ACCESS_KEY_ID'] ?? '');
      expect(session?.sessionToken).toBe(environment['AWS_SESSION_TOKEN']);
      expect(session?.principal.sessionArn).toBe(arn('sts', 'assumed-role/env-role/env', { region: '' }));
    } finally {
      delete process.env['SECRET_OF_THE_MACHINE'];
    }
  });

  test.each([
    [{ AWS_REGION: 'eu-west-1' }, /Reserved keys used in this request: AWS_REGION/],
    [{ LARGE: 'x'.repeat(4097) }, /exceeded the 4KB limit/],
  ])('is refused when Lambda would refuse it', (environment, message) => {
    expect(() => aws.deploy('env', echo, { environment })).toThrow(message);
  });
});

describe('the role of a function', () => {
  test('must trust Lambda, or the invocation fails in the words of AWS', async () => {
    aws.allow('untrusted', [], 'ec2.amazonaws.com');
    aws.deploy('untrusted', echo);
    await expect(aws.invoke('untrusted')).rejects.toThrow(
      'The role defined for the function cannot be assumed by Lambda.',
    );
    expect(aws.decisions()).toContain('sts:AssumeRole implicitly-denied');
    expect(aws.lambda.processes()).toEqual([]);
  });

  test('must be allowed to write logs, or nothing is kept', async () => {
    aws.roles.apply({
      name: 'silent-role',
      path: '/sesame/',
      trust: {
        Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      },
      policies: [],
    });
    aws.deploy('silent', `export const handler = async () => { console.log('unheard'); };`);
    await aws.answer('silent');
    expect(aws.logs.read('/aws/lambda/silent')).toBe('');
    expect(aws.decisions()).toContain('logs:CreateLogStream implicitly-denied');
  });
});

describe('who may invoke', () => {
  const by = { type: 'service', service: 'events.amazonaws.com' } as const;

  test('is who the policy of the function names, from the source it names', async () => {
    aws.deploy('echo', echo);
    await expect(
      aws.lambda.invoke('echo', {}, { by: { type: 'service', service: 'sns.amazonaws.com' }, sourceArn: 'arn:x' }),
    ).rejects.toMatchObject({ code: 'AccessDeniedException', statusCode: 403 });
    await expect(aws.lambda.invoke('echo', {}, { by, sourceArn: arn('events', 'other/x') })).rejects.toMatchObject({
      code: 'AccessDeniedException',
    });
    await expect(aws.answer('echo', 1)).resolves.toBe(1);

    aws.lambda.removePermission('echo', 'Schedules');
    await expect(aws.invoke('echo', 1)).rejects.toMatchObject({ code: 'AccessDeniedException' });
  });

  test('a function that is not there is not found', async () => {
    await expect(aws.invoke('nowhere')).rejects.toMatchObject({ code: 'ResourceNotFoundException', statusCode: 404 });
  });
});

describe('a failure', () => {
  const failures = `
    export const handler = async ({ kind }) => {
      if (kind === 'throw') throw new TypeError('no such thing');
      if (kind === 'exit') process.exit(3);
      if (kind === 'late throw') { setTimeout(() => { throw new RangeError('from a timer'); }); await new Promise(() => {}); }
      if (kind === 'rejection') { Promise.reject(new Error('unheard')); await new Promise((r) => setTimeout(r, 1000)); }
      if (kind === 'sleep') await new Promise((r) => setTimeout(r, 60_000));
      if (kind === 'never') await new Promise(() => {});
      if (kind === 'large') return 'x'.repeat(6 * 1024 * 1024 + 101);
      return process.pid;
    };`;

  test.each([
    ['throw', { errorType: 'TypeError', errorMessage: 'no such thing', trace: expect.arrayContaining([]) as unknown }],
    ['exit', { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/exit status 3$/) as unknown }],
    [
      'late throw',
      { errorType: 'RangeError', errorMessage: 'from a timer', trace: expect.arrayContaining([]) as unknown },
    ],
    ['rejection', { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: unheard' }],
    [
      'sleep',
      {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/Task timed out after 1.00 seconds$/) as unknown,
      },
    ],
    ['never', { errorType: 'Runtime.ExitError' }],
    [
      'large',
      {
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      },
    ],
  ])('of kind "%s" is answered as by Lambda, and the next invocation works', async (kind, expected) => {
    aws.deploy('failing', failures, { timeoutSeconds: 1 });
    const result = await aws.invoke('failing', { kind });
    expect(result.outcome).toBe('failed');
    expect(JSON.parse(result.payload)).toMatchObject(expected);
    expect(await aws.answer('failing', { kind: 'none' })).toEqual(expect.any(Number));
  });

  test('to load answers every invocation that waits', async () => {
    aws.deploy('broken', `throw new Error('no table');`);
    const results = await Promise.all([aws.invoke('broken'), aws.invoke('broken'), aws.invoke('broken')]);
    for (const { outcome, payload } of results) {
      expect(outcome).toBe('failed');
      expect(JSON.parse(payload)).toMatchObject({ errorType: 'Error', errorMessage: 'no table' });
    }
  });

  test.each([
    ['export const other = 1;', { errorType: 'Runtime.HandlerNotFound' }],
    [`import 'not-in-the-bundle'; ${echo}`, { errorType: 'Runtime.ImportModuleError' }],
    ['export const handler = async ( => 1;', { errorType: 'Runtime.UserCodeSyntaxError' }],
    [
      'export const handler = (event, context, callback) => callback();',
      { errorType: 'Runtime.CallbackHandlerDeprecated' },
    ],
    ['process.exit(4);', { errorType: 'Runtime.ExitError' }],
  ])('to load %j is named', async (source, expected) => {
    aws.deploy('broken', source);
    const result = await aws.invoke('broken');
    expect(JSON.parse(result.payload)).toMatchObject(expected);
  });

  test('is a request over 6 MB', async () => {
    aws.deploy('echo', echo);
    await expect(aws.invoke('echo', 'x'.repeat(6 * 1024 * 1024))).rejects.toMatchObject({
      code: 'RequestTooLargeException',
      statusCode: 413,
    });
  });
});

describe('environments', () => {
  const slow = `export const handler = async ({ ms = 0 } = {}) => { await new Promise((r) => setTimeout(r, ms)); return process.pid; };`;

  test('take one invocation at a time, are used again, and queue beyond the limit', async () => {
    aws.deploy('slow', slow);
    const pids = await Promise.all([1, 2, 3, 4].map(() => aws.answer('slow', { ms: 100 })));
    expect(new Set(pids).size).toBe(2);
    expect(
      aws.lambda
        .processes()
        .map(({ pid }) => pid)
        .sort(),
    ).toEqual([...new Set(pids)].sort());
    const again = [await aws.answer('slow'), await aws.answer('slow')];
    expect(new Set([...pids, ...again]).size).toBe(2);
  });

  test('that are unused end, but for the last', async () => {
    await aws.stop();
    aws = lambdaUnderTest({ maximumEnvironments: 3, idleMs: 50 });
    aws.deploy('slow', slow);
    await Promise.all([1, 2, 3].map(() => aws.answer('slow', { ms: 50 })));
    await eventually(() => aws.lambda.processes().length === 1);
    await pass(100);
    expect(aws.lambda.processes()).toHaveLength(1);
  });

  test('finish what they run when the code changes, and are replaced', async () => {
    aws.deploy('slow', slow);
    const before = await aws.answer('slow');
    const running = aws.answer('slow', { ms: 200 });
    await pass(50);
    aws.deploy('slow', `export const handler = async () => 'new';`);
    const after = await aws.answer('slow');
    expect(await running).toBe(before);
    expect(after).toBe('new');
    await eventually(() => !aws.lambda.processes().some(({ pid }) => pid === before));
  });

  test('stay when nothing changes', async () => {
    aws.deploy('echo', echo);
    await aws.answer('echo');
    const before = aws.lambda.processes();
    aws.lambda.applyPermission('echo', {
      sid: 'More',
      principal: 'sns.amazonaws.com',
      action: 'lambda:InvokeFunction',
    });
    aws.deploy('other', echo);
    expect(aws.lambda.processes()).toEqual(before);
  });

  test('are killed by the session that they hold, and their invocation fails', async () => {
    aws.deploy(
      'killed',
      `export const handler = async ({ ms }) => {
        console.log('at work for', ms);
        await new Promise((resolve) => setTimeout(resolve, ms));
        return process.env.AWS_ACCESS_KEY_ID;
      };`,
    );
    const session = aws.sessions.byAccessKeyId((await aws.answer('killed', { ms: 0 })) as string);
    if (!session) throw new Error('The function told of a session that there is not.');
    const running = aws.invoke('killed', { ms: 9_000 });
    await eventually(() => aws.logs.read('/aws/lambda/killed').includes('at work for 9000'));
    aws.lambda.killHolder(session);
    expect(await running).toMatchObject({ outcome: 'failed', payload: expect.stringContaining('signal: killed') });
    expect(await aws.answer('killed', { ms: 0 })).not.toBe(session.accessKeyId);
    aws.lambda.killHolder(session);
    expect(await aws.answer('killed', { ms: 0 })).toEqual(expect.any(String));
  });

  test('end with their function, once they have answered', async () => {
    aws.deploy('slow', slow);
    await aws.answer('slow');
    const running = aws.answer('slow', { ms: 200 });
    await pass(50);
    await aws.lambda.removeFunction('slow');
    expect(await running).toEqual(expect.any(Number));
    expect(aws.lambda.processes()).toEqual([]);
    expect(aws.lambda.exists('slow')).toBe(false);
  });
});

describe('the embedded clock', () => {
  const times = `
    const started = Date.now();
    export const handler = async ({ wait } = {}) => {
      const before = Date.now();
      if (wait) await new Promise((r) => setTimeout(r, 200));
      return { key: process.env.AWS_ACCESS_KEY_ID, pid: process.pid, before, now: Date.now(), constructed: new Date().getTime(),
        text: Date.parse(Date()), kept: new Date(0).toISOString(), isDate: new Date() instanceof Date };
    };`;
  type Times = Record<'before' | 'now' | 'constructed' | 'text' | 'pid', number> & {
    key: string;
    kept: string;
    isDate: boolean;
  };
  const hourMs = 3_600_000;
  const answer = async (payload?: unknown) => (await aws.answer('times', payload)) as Times;

  test('is the time of a process from its start and after each advance', async () => {
    aws.clock.advance(5 * hourMs);
    aws.deploy('times', times);
    const first = await answer();
    for (const time of [first.now, first.constructed, first.text])
      expect(Math.abs(time - aws.clock.now())).toBeLessThan(2_500);
    expect(first).toMatchObject({ kept: '1970-01-01T00:00:00.000Z', isDate: true });

    aws.clock.advance(hourMs / 10);
    const second = await answer();
    expect(second.pid).toBe(first.pid);
    expect(Math.abs(second.now - aws.clock.now())).toBeLessThan(2_500);
    expect(second.before - first.now).toBeGreaterThanOrEqual(hourMs / 10);
  });

  test('replaces an idle process whose credentials have expired', async () => {
    aws.deploy('times', times);
    const first = await answer();
    aws.clock.advance(hourMs - 60_000);
    const second = await answer();
    expect(second.pid).not.toBe(first.pid);
    expect(aws.sessions.byAccessKeyId(second.key)?.expiresAt).toBeGreaterThan(aws.clock.now());
    await eventually(() => aws.sessions.byAccessKeyId(first.key) === undefined);
  });

  test('moves during an invocation without taking its credentials or its time, and then its process is replaced', async () => {
    aws.deploy('times', times);
    const { pid, key } = await answer();
    const running = answer({ wait: true });
    await pass(50);
    aws.clock.advance(2 * hourMs);
    expect(aws.sessions.byAccessKeyId(key)?.expiresAt).toBeGreaterThan(aws.clock.now());
    const during = await running;
    expect(during.pid).toBe(pid);
    expect(during.now - during.before).toBeGreaterThanOrEqual(2 * hourMs);
    expect((await answer()).pid).not.toBe(pid);
  });
});
