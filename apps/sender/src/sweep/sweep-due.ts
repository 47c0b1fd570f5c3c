import type { Connection } from '@sesame/email';
import { log, nameOfError } from '@sesame/lambda';
import { duePartitions } from '../due';
import type { EmailName } from '../email-change';
import type { EmailTable } from '../email-table';
import { settleEmail, type Settled, type SettleParts } from './settle-email';
import { whatIsDue } from './what-is-due';

export type SweepParts = SettleParts & {
  emails: Pick<EmailTable, 'due' | 'get' | 'changeUnmoved'>;
  /** Whether there is time for one more e-mail. */
  hasTime: () => boolean;
};

/** How many e-mails were moved, by what became of them; `failed` counts those that could not be looked at. */
export type Swept = Record<'enqueued' | Settled | 'failed', number>;

/**
 * Does what is due, all partitions at once and the e-mails of each one after the other, for as long as there is time: what
 * is left is due in the next run. Every change is made only if the e-mail is as it was read, so two sweeps at once and a
 * delivery in between do no harm; only who made the change enqueues. An e-mail that fails is logged and does not keep the
 * others; what could not be enqueued is due again.
 * @throws the failure of the index, after every partition has had its turn
 */
export async function sweepDue(parts: SweepParts, connection: Connection): Promise<Swept> {
  const swept: Swept = { enqueued: 0, confirmed: 0, refused: 0, unknown: 0, notConfirmed: 0, sentAgain: 0, failed: 0 };
  const sweeps = duePartitions(connection).map((partition) => sweepPartition(parts, partition, swept));
  const failure = (await Promise.allSettled(sweeps)).find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
  return swept;
}

async function sweepPartition(parts: SweepParts, partition: string, swept: Swept): Promise<void> {
  for await (const page of parts.emails.due(partition, parts.now())) {
    for (const name of page) {
      if (!parts.hasTime()) return;
      try {
        const done = await sweepEmail(parts, name);
        if (done) swept[done] += 1;
      } catch (error) {
        swept.failed += 1;
        log.error('not swept', { id: name.id, error: nameOfError(error) });
      }
    }
  }
}

async function sweepEmail(parts: SweepParts, name: EmailName): Promise<'enqueued' | Settled | undefined> {
  const { emails, queue, now } = parts;
  const email = await emails.get(name);
  if (!email) return undefined;
  const decision = whatIsDue(email, now());
  if (decision.do === 'leave') return undefined;
  if (decision.do === 'wait') {
    await emails.changeUnmoved(email, { due: decision.due });
    return undefined;
  }
  if (decision.do === 'settle') return settleEmail(parts, email, decision);

  const released = { status: 'queued', heldReason: undefined, queuedAt: now() } as const;
  const change = { due: decision.due, ...(decision.because === 'held-long-enough' && released) };
  if (!(await emails.changeUnmoved(email, change))) return undefined;
  try {
    await queue.enqueue(email, decision.wait);
  } catch (error) {
    // Due as it was, so that the next sweep comes back to it: what is scheduled must not wait for the minute after its time.
    await emails.changeUnmoved({ ...email, ...change }, { due: email.due });
    throw error;
  }
  return 'enqueued';
}
