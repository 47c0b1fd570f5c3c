import {
  ListSuppressedDestinationsCommand,
  type ListSuppressedDestinationsCommandOutput,
  type SESv2Client,
  type SuppressedDestinationSummary,
} from '@aws-sdk/client-sesv2';
import type { Adoption, AdoptionProgressTable, SesSuppression } from '@sesame/suppression';
import { betweenRequestsMs, sesRefusal } from '../ses-refusal';

/** One page is one look-up of ours; how much more SES would give is unverified. */
const pageSize = 100;
/** What SES listed since may be on its way here as a bounce or a complaint, which know the e-mail it came from. */
const leftToFeedbackMs = 10 * 60 * 1000;

export type AdoptParts = {
  ses: Pick<SESv2Client, 'send'>;
  progress: AdoptionProgressTable;
  /** Brings one page into our list. */
  adopt: (lines: readonly SesSuppression[]) => Promise<Adoption['decision'][]>;
  now: () => Date;
  sleep: (milliseconds: number) => Promise<void>;
  /** Whether there is time for one more page. */
  hasTime: () => boolean;
};

/** How many lines were read and what was decided; how the run ended. */
export type Adopted = Record<Adoption['decision'] | 'read', number> & {
  ended: 'complete' | 'to-be-continued' | 'throttled' | 'begun-again';
};

/**
 * Reads what SES's own list got since the last complete pass, a page a second, and brings it into ours. A pass that does
 * not end in one run goes on at the next, page by page; only a complete one moves the time from which the next reads, as
 * nothing is known of the order of pages.
 * @throws what SES or the table fails with; the pass goes on at the same page
 */
export async function adoptList({ ses, progress, adopt, now, sleep, hasTime }: AdoptParts): Promise<Adopted> {
  const counts = { read: 0, add: 0, note: 0, 'take-out': 0, leave: 0 };
  const { since, pass } = await progress.read();
  const until = pass?.until ?? new Date(now().getTime() - leftToFeedbackMs);
  let nextToken = pass?.nextToken;

  for (let isFirst = true; hasTime(); isFirst = false) {
    if (!isFirst) await sleep(betweenRequestsMs);
    let page: ListSuppressedDestinationsCommandOutput;
    try {
      page = await ses.send(
        new ListSuppressedDestinationsCommand({
          PageSize: pageSize,
          EndDate: until,
          ...(since && { StartDate: since }),
          ...(nextToken !== undefined && { NextToken: nextToken }),
        }),
      );
    } catch (error) {
      const refusal = sesRefusal(error);
      if (refusal === 'throttled') return { ...counts, ended: 'throttled' };
      if (refusal === undefined || nextToken === undefined) throw error;
      // A token does not last for ever, and SES knows this one no more.
      await progress.end(undefined);
      return { ...counts, ended: 'begun-again' };
    }
    const lines = (page.SuppressedDestinationSummaries ?? []).flatMap(lineOf);
    counts.read += lines.length;
    if (lines.length > 0) for (const decision of await adopt(lines)) counts[decision] += 1;
    nextToken = page.NextToken;
    if (nextToken === undefined) {
      await progress.end(until);
      return { ...counts, ended: 'complete' };
    }
    await progress.continueAt({ until, nextToken });
  }
  return { ...counts, ended: 'to-be-continued' };
}

function lineOf({ EmailAddress, Reason, LastUpdateTime }: SuppressedDestinationSummary): SesSuppression[] {
  if (EmailAddress === undefined || LastUpdateTime === undefined) return [];
  return [{ address: EmailAddress, reason: Reason === 'COMPLAINT' ? 'COMPLAINT' : 'BOUNCE', time: LastUpdateTime }];
}
