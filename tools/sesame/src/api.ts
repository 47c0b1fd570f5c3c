import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';

/** The Sesame to talk to. */
export type Api = { url: string; key: string };

/** One call of the API, and what the body of its answer holds. */
export type Call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<unknown>;

/** Sesame refused, or did not answer; the message says which, in words for whoever typed the command. */
export class ApiFailure extends Error {}

const pausesMs = [200, 1_000, 2_000, 5_000];
const timeoutMs = 60_000;
const refusal = z.object({
  name: z.string(),
  message: z.string(),
  errors: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
});

/**
 * Calls that API. Who is told to wait (429, 503) asks again, four times; what got no answer is not repeated, since it may
 * have been done.
 */
export function callsTo({ url, key }: Api): Call {
  return async (method, path, body) => {
    for (const pauseMs of [...pausesMs, undefined]) {
      const { status, text } = await ask(url, path, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(timeoutMs),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (status === 200) return parsedJson(text);
      if (pauseMs === undefined || (status !== 429 && status !== 503)) throw failureOf(status, text);
      await setTimeout(pauseMs);
    }
    throw new ApiFailure(`Nothing answers at ${url}.`);
  };
}

async function ask(url: string, path: string, request: RequestInit): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(`${url}${path}`, request);
    return { status: response.status, text: await response.text() };
  } catch {
    throw new ApiFailure(`Nothing answers at ${url}.`);
  }
}

function failureOf(status: number, text: string): ApiFailure {
  const parsed = refusal.safeParse(parsedJson(text));
  if (!parsed.success) return new ApiFailure(`Sesame answered ${status}.`);
  const { name, message, errors = [] } = parsed.data;
  const fields = errors.map(({ field, message }) => `\n  ${field}: ${message}`).join('');
  return new ApiFailure(`Sesame refuses: ${name} (${status}). ${message}${fields}`);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
