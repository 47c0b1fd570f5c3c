import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';

const defaultPort = '4566';
/** How long the credentials of the local door hold, by its clock. */
const credentialsMs = 3_600_000;
const credentials = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
  expiration: z.string(),
});

/** A client, and what time it is where it calls: the embedded AWS has a clock of its own. */
export interface SqsAccess {
  sqs: SQSClient;
  now: Date;
}

/** AWS, with the credentials of the environment. */
export function onAws(region: string): SqsAccess {
  return { sqs: new SQSClient({ region }), now: new Date() };
}

/** The Sesame that runs on this machine, as its operator. Throws where none answers, in words. */
export async function onThisMachine(region: string, port = defaultPort): Promise<SqsAccess> {
  const endpoint = `http://127.0.0.1:${port}`;
  const response = await fetch(`${endpoint}/_sesame/credentials`, {
    method: 'POST',
    body: JSON.stringify({ function: 'operator' }),
  }).catch((error: unknown) => {
    throw new Error(
      `No Sesame answers on port ${port}. Start one with npm start, or say its port in SESAME_AWS_PORT.`,
      {
        cause: error,
      },
    );
  });
  if (!response.ok) throw new Error(`The Sesame on port ${port} gave no credentials: ${await response.text()}`);
  const { expiration, ...given } = credentials.parse(await response.json());
  return {
    sqs: new SQSClient({ region, endpoint, credentials: given }),
    now: new Date(Date.parse(expiration) - credentialsMs),
  };
}
