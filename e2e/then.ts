import { type Answer, call, send, type Sesame } from './given';

/** Tries `look` until it does not throw, for ten seconds; then throws what it threw last. */
export async function eventually<T>(look: () => Promise<T>, { withinMs = 10_000, everyMs = 50 } = {}): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}

/** Sends a message; after a leap of the clock the API says 503 until the identities are synced again. */
export function accepted(of: Sesame, to: string | string[]): Promise<Answer> {
  return eventually(
    async () => {
      const answer = await send(of, to);
      expect(answer).toMatchObject({ status: 200 });
      return answer;
    },
    { withinMs: 30_000 },
  );
}

/** The address ends up on the suppression list, for this reason. */
export function isSuppressed(sesame: Sesame, address: string, origin: 'bounce' | 'complaint' | 'manual') {
  return eventually(async () => {
    const { status, body } = await call(sesame, 'GET', `/suppressions/${encodeURIComponent(address)}`);
    expect({ status, origin: body['origin'], email: body['email'] }).toEqual({ status: 200, origin, email: address });
    return body;
  });
}

/** The e-mail ends up in this state. */
export function hasStatus(sesame: Sesame, id: string, deliveryStatus: string) {
  return eventually(async () => {
    const { body } = await call(sesame, 'GET', `/emails/${id}`);
    expect(body['delivery_status']).toBe(deliveryStatus);
    return body;
  });
}

export interface Mail {
  id: string;
  from: string;
  to: string[];
  subject: string;
  sentAt: string;
}

/** What SES accepted for an address, newest first. */
export async function mailTo(sesame: Sesame, address: string): Promise<Mail[]> {
  const response = await fetch(`${sesame.aws}/_sesame/mail?to=${encodeURIComponent(address)}`);
  return (await response.json()) as Mail[];
}

export interface RecordedDecision {
  time: string;
  principal: string;
  role?: string;
  action: string;
  resource: string;
  decision: 'allowed' | 'explicitly-denied' | 'implicitly-denied';
  reason: string;
  statement?: { policy: string; index: number; sid?: string };
  statements?: { policy: string; index: number; sid?: string }[];
  missing?: { Effect: string; Action: string; Resource: string };
}

/** What IAM decided about a function's role so far. */
export async function decisionsAbout(sesame: Sesame, role?: string): Promise<RecordedDecision[]> {
  const response = await fetch(`${sesame.aws}/_sesame/decisions${role === undefined ? '' : `?role=${role}`}`);
  const lines = (await response.text()).split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as RecordedDecision);
}
