import * as z from 'zod';
import { type Answer, clientAs, type Sesame } from './given';
import { signedFetch } from './signed-fetch';

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

interface SignedCall {
  body?: unknown;
  headers?: Record<string, string>;
}

/** Calls the API for callers that hold a role, signed as an application would; whatever is answered. */
export function fetchSigned(
  api: string,
  credentials: Credentials,
  method: string,
  target: string,
  { body, headers = {} }: SignedCall = {},
): Promise<Response> {
  const request = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  return signedFetch('execute-api', `${api}${target}`, credentials, request);
}

/** The same, where the answer is JSON. */
export async function callSigned(
  api: string,
  credentials: Credentials,
  method: string,
  target: string,
  request: SignedCall = {},
): Promise<Answer> {
  const response = await fetchSigned(api, credentials, method, target, request);
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}
