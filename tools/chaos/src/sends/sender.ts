import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import type { Send } from './plan';

const accepted = z.object({ id: z.string() });
const email = z.object({
  id: z.string(),
  delivery_status: z.string(),
  error: z.object({ name: z.string() }).optional(),
});
const page = z.object({ has_more: z.boolean(), data: z.array(email) });

/** An e-mail as the API tells of it. */
export interface ToldEmail {
  id: string;
  status: string;
  /** Name of the error that a delivery or the sweep recorded. */
  error?: string;
}

const headers = { authorization: 'Bearer ss_local', 'content-type': 'application/json' };
const mostTries = 40;
const pauseMs = 100;

/** A client of the API that offers again what got no answer, as callers do. */
export function sender(api: string) {
  /** How many answers there were of each status; 0 stands for a connection that was lost. */
  const answers = new Map<number, number>();

  /** Offers a send until it is accepted; the id in the answer, or `undefined` if it never is. */
  async function offer({ key, address }: Send): Promise<string | undefined> {
    const body = JSON.stringify({ from: 'hello@example.com', to: address, subject: 'Chaos', text: `For ${address}` });
    for (let tried = 0; tried < mostTries; tried++) {
      const request = { method: 'POST', headers: { ...headers, 'idempotency-key': key }, body };
      const response = await fetch(`${api}/emails`, request).catch(() => undefined);
      const text = await response?.text().catch(() => undefined);
      const status = text === undefined ? 0 : (response?.status ?? 0);
      answers.set(status, (answers.get(status) ?? 0) + 1);
      if (status === 200) return accepted.parse(JSON.parse(text ?? '')).id;
      await setTimeout(pauseMs);
    }
    return undefined;
  }

  async function get(path: string): Promise<unknown> {
    for (let tried = 0; ; tried++) {
      const response = await fetch(`${api}${path}`, { headers });
      if (response.status === 200) return response.json();
      if (response.status === 404) return undefined;
      if (tried === mostTries) throw new Error(`GET ${path} was answered ${response.status}: ${await response.text()}`);
      await setTimeout(pauseMs);
    }
  }

  return {
    offer,
    answers,
    /** What the API tells of one e-mail; `undefined` if it knows none. */
    async email(id: string): Promise<ToldEmail | undefined> {
      const found = await get(`/emails/${id}`);
      return found === undefined ? undefined : toldOf(email.parse(found));
    },
    /** Every e-mail that the API lists, newest first. */
    async *emails(): AsyncGenerator<ToldEmail> {
      let after: string | undefined;
      for (;;) {
        const { data, has_more: hasMore } = page.parse(await get(`/emails?limit=100${after ? `&after=${after}` : ''}`));
        yield* data.map(toldOf);
        after = data.at(-1)?.id;
        if (!hasMore || after === undefined) return;
      }
    },
  };
}

export type Sender = ReturnType<typeof sender>;

function toldOf({ id, delivery_status: status, error }: z.infer<typeof email>): ToldEmail {
  return { id, status, ...(error && { error: error.name }) };
}
