/**
 * What AWS calls the runtime: fetches invocations from the Lambda Runtime API and hands them to the function's handler,
 * one at a time. Plain JavaScript without dependencies, because it runs as it is, beside bundles that know nothing of it.
 * AWS documentation: "Using the Lambda runtime API for custom runtimes"; what Node.js 24 accepts as a handler, and the
 * texts of the errors, follow AWS's own runtime as far as remembered (unverified).
 */
import { existsSync } from 'node:fs';
import http from 'node:http';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { useWebsites } from './websites.mjs';

const wallClock = Date.now;
let advancedMs = Number(process.argv.pop());
const advanceTo = (ms) => (advancedMs = Math.max(advancedMs, ms));
putDateOnTheEmbeddedClock();

// The channel to the parent tells of clock advances, and by its end that the parent is gone, however it went.
process.on('message', (message) => advanceTo(message.advancedMs));
process.on('disconnect', () => process.exit());
// A handler that waits for nothing must end the process as it does on AWS, so the channel may not keep it alive.
process.channel.unref();
delete process.send;

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
let currentRequestId;
let initialized = false;
process.on('uncaughtException', (error) => crash(error, 129));
process.on('unhandledRejection', (reason) => {
  crash(named('Runtime.UnhandledPromiseRejection', reason instanceof Error ? reason.toString() : String(reason)), 128);
});

let handler;
try {
  handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
  initialized = true;
} catch (error) {
  await crash(error, 1);
}
while (initialized) await handleNext();

async function handleNext() {
  const { headers, body } = await call('GET', '/invocation/next');
  const requestId = headers['lambda-runtime-aws-request-id'];
  currentRequestId = requestId;
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  // The advance comes with each invocation too, because the channel's news may be read after it.
  advanceTo(Number(headers['sesame-clock-advanced-ms']));
  useWebsites(Buffer.from(headers['sesame-websites'], 'base64').toString());
  // Timeouts run on real time, so an advance during the invocation takes nothing from what remains.
  const wallDeadline = Number(headers['lambda-runtime-deadline-ms']) - Number(headers['sesame-clock-advanced-ms']);
  try {
    const answer = await handler(JSON.parse(body), {
      callbackWaitsForEmptyEventLoop: true,
      functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
      logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
      invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
      awsRequestId: requestId,
      getRemainingTimeInMillis: () => wallDeadline - wallClock(),
    });
    await call('POST', `/invocation/${requestId}/response`, serialized(answer));
  } catch (error) {
    await report('Invoke Error', `/invocation/${requestId}/error`, error);
  }
  currentRequestId = undefined;
}

function serialized(answer) {
  try {
    return JSON.stringify(answer === undefined ? null : answer);
  } catch {
    throw named('Runtime.UnserializableResponse', 'Unable to stringify response body');
  }
}

async function loadHandler(taskRoot, handlerName) {
  const name = basename(handlerName);
  const dot = name.indexOf('.');
  if (dot < 1 || dot === name.length - 1) throw named('Runtime.MalformedHandlerName', 'Bad handler');
  const modulePath = join(taskRoot, dirname(handlerName), name.slice(0, dot));
  const file = ['.js', '.mjs', '.cjs'].map((extension) => modulePath + extension).find((path) => existsSync(path));
  if (!file) throw named('Runtime.ImportModuleError', `Error: Cannot find module '${name.slice(0, dot)}'`);

  const module = await import(pathToFileURL(file).href).catch((error) => {
    if (error instanceof SyntaxError) throw named('Runtime.UserCodeSyntaxError', error.toString(), error);
    if (String(error?.code).endsWith('MODULE_NOT_FOUND'))
      throw named('Runtime.ImportModuleError', error.toString(), error);
    throw error;
  });
  const exportPath = name.slice(dot + 1).split('.');
  const find = (root) => exportPath.reduce((value, key) => value?.[key], root);
  const found = find(module) ?? find(module.default);
  if (typeof found !== 'function') {
    throw named('Runtime.HandlerNotFound', `${handlerName} is undefined or not exported`);
  }
  if (found.length > 2) {
    throw named(
      'Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    );
  }
  return found;
}

function named(name, message, cause) {
  const error = new Error(message);
  error.name = name;
  if (cause?.stack) error.stack = cause.stack;
  return error;
}

/** Ends the process for an error that no handler caught; Lambda starts another one for the next invocation. */
async function crash(error, exitCode) {
  try {
    if (currentRequestId) await report('Uncaught Exception', `/invocation/${currentRequestId}/error`, error);
    else if (!initialized) await report('Uncaught Exception', '/init/error', error);
  } finally {
    process.exit(exitCode);
  }
}

async function report(what, path, error) {
  const payload = {
    errorType: error?.name ?? 'Error',
    errorMessage: error instanceof Error ? error.message : String(error),
    trace: error instanceof Error && error.stack ? error.stack.split('\n') : [],
  };
  const { errorType, errorMessage, trace: stack } = payload;
  process.stderr.write(
    `${new Date().toISOString()}\t${currentRequestId ?? 'undefined'}\tERROR\t${what} \t${JSON.stringify({ errorType, errorMessage, stack })}\n`,
  );
  await call('POST', path, JSON.stringify(payload), { 'lambda-runtime-function-error-type': payload.errorType });
}

function call(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host, port, agent, method, path: `/2018-06-01/runtime${path}`, headers },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }));
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Only the time of day is shifted: timers and the monotonic clock run as they do. */
function putDateOnTheEmbeddedClock() {
  const WallDate = Date;
  const now = () => wallClock() + advancedMs;
  WallDate.now = now;
  globalThis.Date = new Proxy(WallDate, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget),
    apply: () => new WallDate(now()).toString(),
  });
  WallDate.prototype.constructor = globalThis.Date;
}
