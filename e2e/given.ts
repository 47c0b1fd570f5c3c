import { randomUUID } from 'node:crypto';

/** Where a Sesame answers, and with which key. */
export interface Sesame {
  api: string;
  aws: string;
}

/** The Sesame that the stories share. */
export const shared: Sesame = { api: process.env['E2E_API'] ?? '', aws: process.env['E2E_AWS'] ?? '' };
export const key = 'ss_local';

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Calls the API as curl would: the local key, and JSON both ways. `as: null` leaves the key out; `headers` come on top. */
export async function call(
  sesame: Sesame,
  method: string,
  path: string,
  { body, as = key, headers = {} }: { body?: unknown; as?: string | null; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(`${sesame.api}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(as !== null && { authorization: `Bearer ${as}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

/** Sends a plain message from the verified identity, with anything of it replaced. */
export function send(sesame: Sesame, to: string | string[], replaced: Record<string, unknown> = {}): Promise<Answer> {
  return call(sesame, 'POST', '/emails', {
    body: { from: 'hello@example.com', to, subject: 'Hello', text: 'Hello there.', ...replaced },
  });
}

/** An address at the mailbox simulator that no other story uses: `bounce+<label>@simulator.amazonses.com`. */
export function simulated(outcome: 'bounce' | 'complaint' | 'success' | 'ooto' | 'suppressionlist'): string {
  return `${outcome}+${randomUUID().slice(0, 8)}@simulator.amazonses.com`;
}

/** Moves the embedded clock forward. */
export async function timePasses(sesame: Sesame, advanceMs: number): Promise<void> {
  const response = await fetch(`${sesame.aws}/_sesame/clock`, { method: 'POST', body: JSON.stringify({ advanceMs }) });
  if (!response.ok) throw new Error(`The clock door answered ${response.status}: ${await response.text()}`);
}

/** Settings for an AWS SDK client that acts as a function's role: `sender-deliver`, `bounces`, … */
export async function clientAs(sesame: Sesame, functionName: string) {
  const response = await fetch(`${sesame.aws}/_sesame/credentials`, {
    method: 'POST',
    body: JSON.stringify({ function: functionName }),
  });
  if (!response.ok) throw new Error(`The credentials door answered ${response.status}: ${await response.text()}`);
  const { accessKeyId, secretAccessKey, sessionToken } = (await response.json()) as Record<string, string>;
  const credentials = {
    accessKeyId: accessKeyId ?? '',
    secretAccessKey: secretAccessKey ?? '',
    sessionToken: sessionToken ?? '',
  };
  return { endpoint: sesame.aws, region: 'us-east-1', credentials, maxAttempts: 1 };
}
