import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod';
import { type Answer, clientAs, type Sesame } from './given';

const apis = z.array(z.object({ name: z.string(), url: z.string().optional() }));

/** Where the API for callers that hold a role answers. */
export async function roleApi(sesame: Sesame): Promise<string> {
  const listed = apis.parse(await (await fetch(`${sesame.aws}/_sesame/apis`)).json());
  const url = listed.find(({ name }) => name === 'sesame-local-role-api')?.url;
  if (url === undefined) throw new Error('The API for callers that hold a role is not served.');
  return url;
}

export type Credentials = Awaited<ReturnType<typeof clientAs>>['credentials'];

/** The credentials of a role, by its name without `sesame-local-`. */
export async function credentialsOf(sesame: Sesame, role: string): Promise<Credentials> {
  return (await clientAs(sesame, role)).credentials;
}

/** Calls the API for callers that hold a role, signed by the SDK's signer, as an application would. */
export async function callSigned(
  api: string,
  credentials: Credentials,
  method: string,
  path: string,
  { body: sent, headers: given = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const signer = new SignatureV4({ credentials, region: 'us-east-1', service: 'execute-api', sha256: Sha256 });
  const { protocol, hostname, port, host } = new URL(api);
  const body = sent === undefined ? undefined : JSON.stringify(sent);
  const { headers } = await signer.sign({
    ...{ method, protocol, hostname, port: Number(port), path, body },
    headers: { host, 'content-type': 'application/json', ...given },
  });
  const response = await fetch(`${api}${path}`, { method, headers, ...(body !== undefined && { body }) });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}
