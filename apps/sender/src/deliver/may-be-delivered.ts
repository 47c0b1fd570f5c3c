import type { Email } from '../email';

/** So far the clock of who enqueued a scheduled e-mail may be ahead of ours: rather so early than a minute late. */
const clockSkewMs = 1_000;

/** Whether an e-mail may be given to SES: it is queued, or it is scheduled and its time has come. */
export function mayBeDelivered({ status, scheduledAt }: Pick<Email, 'status' | 'scheduledAt'>, now: Date): boolean {
  if (status !== 'scheduled') return status === 'queued';
  return scheduledAt === undefined || scheduledAt.getTime() <= now.getTime() + clockSkewMs;
}
