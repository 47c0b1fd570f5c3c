import type { ApiAnswer, ApiError } from '@sesame/lambda';
import type { BatchEntry } from './batch-request';
import type { BatchValidation } from './batch-validation';
import type { BatchDecision } from './claim';
import { isDraft, type AskedDraft, type Draft, type Prepared } from './draft';
import { recipientsOf } from './recipients-of';

/** A sentence that quotes what was sent may be as long as that. */
const longestMessage = 500;

/** What was decided about each entry of a batch, small enough for a claim whatever the entries hold. */
export function decisionOf(prepared: readonly Prepared[]): BatchDecision {
  return {
    accepted: prepared.flatMap((one, index) =>
      isDraft(one)
        ? [{ index, suppressed: suppressedPlaces(one), ...(one.template && { template: one.template }) }]
        : [],
    ),
    errors: prepared.flatMap((one, index) =>
      isDraft(one) ? [] : [{ index, message: one.message.slice(0, longestMessage) }],
    ),
  };
}

/** The drafts of what was accepted, made again from the same request. */
export function acceptedDrafts(
  { accepted }: BatchDecision,
  entries: readonly BatchEntry[],
  draftOf: (entry: BatchEntry, index: number) => AskedDraft | ApiError,
): AskedDraft[] {
  return accepted.map(({ index, suppressed, template }) => {
    const entry = entries[index];
    const draft = entry && draftOf(entry, index);
    if (!draft || !isDraft(draft)) throw new Error(`A claim accepted entry ${index}, which is not in its request.`);
    const places = new Set(suppressed);
    const made = template && { template };
    return { ...draft, ...made, suppressed: recipientsOf(draft.request).filter((_, place) => places.has(place)) };
  });
}

/** The answer: the ids of what was accepted in the order of the entries, and for a permissive batch what was not. */
export function batchAnswer(
  drafts: readonly Pick<Draft, 'id' | 'suppressed'>[],
  { errors }: BatchDecision,
  validation: BatchValidation,
): ApiAnswer {
  const data = drafts.map(({ id, suppressed }) => ({ id, ...(suppressed.length > 0 && { suppressed }) }));
  return { body: { data, ...(validation === 'permissive' && { errors }) } };
}

function suppressedPlaces({ request, suppressed }: Draft): number[] {
  const addresses = new Set(suppressed);
  return recipientsOf(request).flatMap((address, place) => (addresses.has(address) ? [place] : []));
}
