import type { Email } from '../email';

/**
 * So early a scheduled e-mail may be seen, to be waited for: a second because its delay is in whole ones, and another because
 * the clock of who enqueued it may be ahead of ours. What is left then comes a minute late.
 */
const earlyMs = 2_000;

/** Whether an e-mail may be given to SES: it is queued, or it is scheduled and its time has come. */
export function mayBeDelivered({ status, scheduledAt }: Pick<Email, 'status' | 'scheduledAt'>, now: Date): boolean {
  if (status !== 'scheduled') return status === 'queued';
  return scheduledAt === undefined || scheduledAt.getTime() <= now.getTime() + earlyMs;
}
