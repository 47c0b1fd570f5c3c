import type { IdentityTable } from '@sesame/identity';
import type { SuppressionTable } from '@sesame/suppression';
import type { AttachmentStore } from '../attachment-store';
import type { ApiError } from '@sesame/lambda';
import { isDraft, type AskedDraft, type Draft, type Preparation, type Prepared } from './draft';
import { fillIn, type FillInParts } from './fill-in';
import { judgeSchedule } from './judge-schedule';
import { leaveOutSuppressed } from './leave-out-suppressed';
import { requireKeyDomain } from './require-key-domain';
import { requireSender } from './require-sender';
import { storeAttachments } from './store-attachments';

export type PreparationParts = FillInParts & {
  identities: IdentityTable;
  suppressions: Pick<SuppressionTable, 'suppressedAmong'>;
  attachments: Pick<AttachmentStore, 'put'>;
  /** The identities the deployed role may send from. */
  sendingIdentities: readonly string[];
  newUnsubscribeToken: () => string;
};

/** What decides about a request, in this order: it is asked once, and what it found out stands in the claim of a key. */
function judgements(parts: PreparationParts): Preparation[] {
  return [requireKeyDomain, requireSender(parts), leaveOutSuppressed(parts)];
}

/**
 * What adds to a request that is accepted, in this order. It is done again when somebody else goes on with a batch, and
 * decides nothing that could be different then.
 */
function completions(parts: PreparationParts): Preparation[] {
  return [judgeSchedule, storeAttachments(parts)];
}

/**
 * Everything between the parsing of requests and their storing; what is refused, before or by one of the steps, goes no
 * further. Answers in the order of the requests.
 */
export async function prepare(parts: PreparationParts, asked: readonly (AskedDraft | ApiError)[]): Promise<Prepared[]> {
  return inTurn([...judgements(parts), ...completions(parts)], await fillIn(parts)(asked));
}

/**
 * The part of it that follows the decision, for drafts about which it was made before.
 * @throws ApiError if something that was accepted cannot be completed any more
 */
export async function complete(parts: PreparationParts, asked: readonly AskedDraft[]): Promise<Draft[]> {
  const completed = await inTurn(completions(parts), await fillIn(parts)(asked));
  return completed.map((one) => {
    if (isDraft(one)) return one;
    throw one;
  });
}

async function inTurn(steps: readonly Preparation[], drafts: readonly Prepared[]): Promise<Prepared[]> {
  let prepared = [...drafts];
  for (const step of steps) {
    const rest = await step(prepared.filter(isDraft));
    prepared = prepared.map((one) => (isDraft(one) ? (rest.shift() ?? one) : one));
  }
  return prepared;
}
