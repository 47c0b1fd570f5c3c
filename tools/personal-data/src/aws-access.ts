import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
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

/** How clients are made, and what time it is where they call: the embedded AWS has a clock of its own. */
export type AwsAccess = {
  settings: { region: string; endpoint?: string; credentials?: Omit<z.infer<typeof credentials>, 'expiration'> };
  now: Date;
};

export type Place = { local: boolean; region: string };

/** AWS, with the credentials of the environment; or the Sesame that runs on this machine, as one of its roles. */
export function awsAccess({ local, region }: Place, role: string, port: string | undefined): Promise<AwsAccess> {
  return local ? onThisMachine(region, role, port) : Promise.resolve({ settings: { region }, now: new Date() });
}

/** The number of the account that the credentials belong to; calls GetCallerIdentity, which everybody may. */
export async function accountOf({ settings }: AwsAccess): Promise<string> {
  const { Account } = await new STSClient(settings).send(new GetCallerIdentityCommand({}));
  if (Account === undefined) throw new Error('STS did not say which account this is.');
  return Account;
}

async function onThisMachine(region: string, role: string, port = defaultPort): Promise<AwsAccess> {
  const endpoint = `http://127.0.0.1:${port}`;
  const response = await fetch(`${endpoint}/_sesame/credentials`, {
    method: 'POST',
    body: JSON.stringify({ function: role }),
  }).catch((cause: unknown) => {
    const said = `No Sesame answers on port ${port}. Start one with npm start, or say its port in SESAME_AWS_PORT.`;
    throw new Error(said, { cause });
  });
  if (!response.ok) throw new Error(`The Sesame on port ${port} gave no credentials: ${await response.text()}`);
  const { expiration, ...given } = credentials.parse(await response.json());
  const now = new Date(Date.parse(expiration) - credentialsMs);
  return { settings: { region, endpoint, credentials: given }, now };
}
