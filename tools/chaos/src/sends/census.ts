import { atOnce } from '../at-once';
import type { Sender, ToldEmail } from './sender';

const underWay = new Set(['scheduled', 'queued', 'held', 'sending']);

/** What is known of accepted e-mails while they are on their way. */
export interface Census {
  accepted(id: string): void;
  /** Looks at every e-mail that was not in a final state when it was last looked at, and gives those that are not now. */
  look(): Promise<ToldEmail[]>;
  /** E-mails that were seen as `unknown` without an error: a delivery claimed them, cannot be at work any more, and recorded nothing. */
  unrecorded: ReadonlySet<string>;
}

/** An e-mail is `unknown` for a quarter of an hour before anybody gives up on it, so it is seen if looked for more often. */
export function census(sender: Pick<Sender, 'email'>, concurrency: number): Census {
  const open = new Set<string>();
  const known = new Set<string>();
  const unrecorded = new Set<string>();
  return {
    accepted(id) {
      if (!known.has(id)) open.add(id);
      known.add(id);
    },
    async look() {
      const found: ToldEmail[] = [];
      await atOnce(concurrency, [...open], async (id) => {
        const email = await sender.email(id);
        if (email && isOpen(email)) found.push(email);
        else open.delete(id);
        if (email?.status === 'unknown' && email.error === undefined) unrecorded.add(id);
      });
      return found;
    },
    unrecorded,
  };
}

/** Whether anything is to be done about it still, but for waiting whether SES tells of it. */
export function isUnderWay({ status }: ToldEmail): boolean {
  return underWay.has(status);
}

function isOpen(email: ToldEmail): boolean {
  return isUnderWay(email) || email.status === 'unknown';
}
