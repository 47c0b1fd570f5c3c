import { log, nameOfError, parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import * as z from 'zod/mini';
import { emailNameIn } from '../read/email-name-in';
import type { EmailTable } from '../email-table';
import { scheduleOf } from '../schedule-of';
import { scheduledTime } from '../scheduled-time';
import type { SendQueue } from '../send-queue';
import { notScheduled } from './not-scheduled';

/** The body of `PATCH /emails/{id}`; what time it names depends on when it is asked. */
export const rescheduleRequest = z.strictObject({
  scheduled_at: z.string().check(z.describe('ISO 8601 with a time zone, or "in 5 minutes"; at most 30 days ahead')),
});

export type RescheduleParts = { emails: Pick<EmailTable, 'get' | 'changeScheduled'>; queue: SendQueue };

/**
 * `PATCH /emails/{id} {scheduled_at}`: another time for a scheduled e-mail. What was enqueued for the earlier time finds it
 * scheduled for a later one and leaves it. What cannot be enqueued for the new time is enqueued by the sweep.
 */
export function rescheduleEmail({ emails, queue }: RescheduleParts) {
  return async (request: ApiRequest): Promise<ApiAnswer> => {
    const name = emailNameIn(request);
    const { time } = parseInput(requestAt(request.now), request.body);
    const { due, wait } = scheduleOf(time, request.now);
    const isChanged = await emails.changeScheduled(name, { scheduledAt: time, due });
    const email = await emails.get(name);
    if (!isChanged || !email) throw notScheduled(email);

    log.info('rescheduled', { id: name.id });
    if (wait) await queue.enqueue(email, wait).catch((error: unknown) => notEnqueued(name.id, error));
    return { body: { object: 'email', id: name.id } };
  };
}

function requestAt(now: Date) {
  return z.pipe(
    rescheduleRequest,
    z.transform(({ scheduled_at }, context) => {
      const scheduled = scheduledTime(scheduled_at, now);
      if (scheduled.ok) return { time: scheduled.time };
      context.issues.push({ code: 'custom', message: scheduled.sentence, input: scheduled_at, path: ['scheduled_at'] });
      return z.NEVER;
    }),
  );
}

function notEnqueued(id: string, error: unknown): void {
  log.warn('not enqueued', { id, error: nameOfError(error) });
}
