import { doorsOf } from './doors';

/** Settings for a client of the AWS SDK that acts as a function's role, for an hour of the embedded clock. */
export async function clientSettings(aws: string, functionName: string) {
  const { accessKeyId, secretAccessKey, sessionToken } = await doorsOf(aws).credentials(functionName);
  return { endpoint: aws, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey, sessionToken } };
}
