import type { FunctionSettings } from './lambda';
import type { Session } from '../sts/sessions';
import { region } from '../account';
import { invalidParameter } from './invalid-parameter';

const reserved = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
]);
const maximumBytes = 4096;

/**
 * Throws where Lambda refuses a function's own variables: reserved names, and more than 4 KB together.
 * AWS documentation: "Defined runtime environment variables", "Lambda quotas".
 */
export function checkEnvironment(environment: Record<string, string>): void {
  const refused = Object.keys(environment).filter((name) => reserved.has(name));
  if (refused.length > 0) {
    throw invalidParameter(
      'Lambda was unable to configure your environment variables because the environment variables you have provided ' +
        `contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${refused.join(', ')}`,
    );
  }
  if (Buffer.byteLength(JSON.stringify(environment)) > maximumBytes) {
    throw invalidParameter(
      'Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.',
    );
  }
}

/**
 * Every variable that a function's process gets. Nothing comes from the environment of the embedded AWS itself, and the
 * places where an AWS SDK would look for other credentials or settings lead nowhere.
 */
export function processEnvironment({
  settings,
  session,
  runtimeApi,
  endpoint,
  inThisRun,
  logGroupName,
  logStreamName,
}: {
  settings: FunctionSettings;
  session: Session;
  /** `host:port` of the Runtime API. */
  runtimeApi: string;
  /** URL of the embedded AWS. */
  endpoint: string;
  inThisRun: (text: string) => string;
  logGroupName: string;
  logStreamName: string;
}): Record<string, string> {
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    ...Object.fromEntries(Object.entries(settings.environment).map(([name, text]) => [name, inThisRun(text)])),
    _HANDLER: settings.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_TASK_ROOT: settings.codeFolder,
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
    AWS_CONFIG_FILE: '/nonexistent/config',
    HOME: '/nonexistent',
  };
}
