import type { IdentityTable } from '@sesame/identity';
import { ApiError } from '@sesame/lambda';
import type { SuppressionTable } from '@sesame/suppression';
import type { AttachmentStore } from '../attachment-store';
import type { Draft, Preparation, Prepared } from './draft';
import { leaveOutSuppressed } from './leave-out-suppressed';
import { requireKeyDomain } from './require-key-domain';
import { requireSender } from './require-sender';
import { storeAttachments } from './store-attachments';

export type PreparationParts = {
  identities: IdentityTable;
  suppressions: Pick<SuppressionTable, 'suppressedAmong'>;
  attachments: Pick<AttachmentStore, 'put'>;
  /** The identities the deployed role may send from. */
  sendingIdentities: readonly string[];
};

/** What stands between a request that was parsed and one that is stored, in this order. A new step is a new line here. */
function preparations(parts: PreparationParts): Preparation[] {
  return [requireKeyDomain, requireSender(parts), leaveOutSuppressed(parts), storeAttachments(parts)];
}

/** Takes drafts through every preparation; what one of them refuses goes no further. Answers in the order of the drafts. */
export async function prepare(parts: PreparationParts, drafts: readonly Draft[]): Promise<Prepared[]> {
  let prepared: Prepared[] = [...drafts];
  for (const preparation of preparations(parts)) {
    const rest = await preparation(prepared.filter(isDraft));
    prepared = prepared.map((one) => (isDraft(one) ? (rest.shift() ?? one) : one));
  }
  return prepared;
}

function isDraft(one: Prepared): one is Draft {
  return !(one instanceof ApiError);
}
