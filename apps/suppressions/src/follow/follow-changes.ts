import {
  DeleteSuppressedDestinationCommand,
  PutSuppressedDestinationCommand,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { Connection } from '@sesame/email';
import type { UnsyncedEntries, UnsyncedEntry } from '@sesame/suppression';
import { betweenRequestsMs, sesRefusal } from '../ses-refusal';

/** Few, so that what one person changes need not wait long behind what came in bulk. */
const atATime = 10;
const throttledInARow = 5;
/** In the sandbox SES refuses to add to its list; whoever leaves the sandbox need not ask again. */
const refusedForMs = 60 * 60 * 1000;

export type FollowParts = {
  ses: Pick<SESv2Client, 'send'>;
  unsynced: UnsyncedEntries;
  now: () => Date;
  sleep: (milliseconds: number) => Promise<void>;
  /** Whether there is time for one more entry. */
  hasTime: () => boolean;
};

/** How many entries came to which end; `changed` while SES was being told, and so have their turn again. */
export type Followed = Record<'put' | 'deleted' | 'refused' | 'changed' | 'throttled', number>;

/**
 * Tells SES's own list what changed in ours, one request a second, until nothing is due or the time is over. Where SES
 * asks to wait the entries keep their turn for the next run; what it refuses gets another turn in an hour.
 * @throws what SES or the table fails with; nothing is lost by it, since an entry leaves the index last
 */
export async function followChanges(parts: FollowParts, connection: Connection): Promise<Followed> {
  const { unsynced, now, hasTime } = parts;
  const followed: Followed = { put: 0, deleted: 0, refused: 0, changed: 0, throttled: 0 };
  const tell = paced(parts);

  while (hasTime()) {
    const before = total(followed);
    for (const key of await unsynced.due(connection, { now: now(), limit: atATime })) {
      if (!hasTime()) return followed;
      const due = await unsynced.read(key);
      if (due === undefined) continue;
      const outcome = await follow(due, parts, tell);
      followed[outcome] += 1;
      if (outcome === 'throttled') return followed;
    }
    // Nothing was due, or the index showed only what is followed already.
    if (total(followed) === before) return followed;
  }
  return followed;
}

type Tell = (request: () => Promise<unknown>) => Promise<'done' | 'absent' | 'refused' | 'throttled'>;

async function follow(due: UnsyncedEntry, { ses, unsynced, now }: FollowParts, tell: Tell): Promise<keyof Followed> {
  const { step } = due;
  const requests =
    step.step === 'put'
      ? [() => ses.send(new PutSuppressedDestinationCommand({ EmailAddress: step.address, Reason: step.reason }))]
      : step.addresses.map((EmailAddress) => () => ses.send(new DeleteSuppressedDestinationCommand({ EmailAddress })));
  for (const request of requests) {
    const answer = await tell(request);
    if (answer === 'throttled') return 'throttled';
    if (answer === 'refused') {
      await unsynced.postpone(due, new Date(now().getTime() + refusedForMs));
      return 'refused';
    }
  }
  if ((await unsynced.settle(due)) === 'changed') return 'changed';
  return step.step === 'put' ? 'put' : 'deleted';
}

/** Makes requests at SES's pace, again where it is asked to wait, each time for longer. */
function paced({ sleep }: Pick<FollowParts, 'sleep'>): Tell {
  let isFirst = true;
  return async (request) => {
    for (let throttled = 0; throttled < throttledInARow; throttled += 1) {
      if (!isFirst) await sleep(betweenRequestsMs * (throttled + 1));
      isFirst = false;
      try {
        await request();
        return 'done';
      } catch (error) {
        const refusal = sesRefusal(error);
        if (refusal === undefined) throw error;
        if (refusal !== 'throttled') return refusal;
      }
    }
    return 'throttled';
  };
}

function total(followed: Followed): number {
  return Object.values(followed).reduce((sum, count) => sum + count, 0);
}
