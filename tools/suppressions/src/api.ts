import { setTimeout } from 'node:timers/promises';

/** The Sesame to talk to. */
export type Api = { url: string; key: string };

/** What Sesame answered, and did not do. Its message may hold what was sent; it is for the rejected file, not for a log. */
export class RefusedError extends Error {
  constructor(
    readonly status: number,
    readonly errorName: string,
    message: string,
    readonly fields: { field: string; message: string }[],
  ) {
    super(message);
  }
}

/** Sesame did not answer, however often it was asked. */
export class UnreachableError extends Error {}

const pausesMs = [200, 1_000, 2_000, 5_000, 10_000];
const timeoutMs = 60_000;

/**
 * One call of the API. Whoever asks to wait (429, 5xx) or does not answer is asked again, five times in all that time;
 * every call here may be made twice, since adding what is there changes nothing.
 * @throws RefusedError for any other answer than 200
 * @throws UnreachableError when there is no answer
 */
export async function callApi(api: Api, method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
  for (const pauseMs of [...pausesMs, undefined]) {
    const answer = await ask(api, method, path, body);
    if (answer.status === 200) return answer.body;
    const isPassing = answer.status === 0 || answer.status === 429 || answer.status >= 500;
    if (!isPassing) throw refusalOf(answer);
    if (pauseMs !== undefined) await setTimeout(pauseMs);
    else if (answer.status !== 0) throw refusalOf(answer);
  }
  throw new UnreachableError(`Nothing answers at ${api.url}.`);
}

type HttpAnswer = { status: number; body: unknown };

async function ask({ url, key }: Api, method: string, path: string, body: unknown): Promise<HttpAnswer> {
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text) };
  } catch {
    return { status: 0, body: undefined };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusalOf({ status, body }: HttpAnswer): RefusedError {
  const { name, message, errors } = membersOf(body);
  const fields = (Array.isArray(errors) ? errors : [])
    .map(membersOf)
    .flatMap(({ field, message }) => (typeof field === 'string' ? [{ field, message: textOf(message) }] : []));
  return new RefusedError(status, textOf(name) || 'no name', textOf(message), fields);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The members of what may be an object, and none of what is not. */
export function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
