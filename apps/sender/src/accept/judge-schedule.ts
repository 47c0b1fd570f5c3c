import { ApiError } from '@sesame/lambda';
import { timeOf } from '../scheduled-time';
import { each } from './draft';

/**
 * Finds out when an e-mail is to be sent, counted from when it was accepted. It is asked after the claim of a key was read,
 * so that a request which is repeated after its time gets its answer.
 */
export const judgeSchedule = each((draft) => {
  const { scheduled } = draft.request;
  if (!scheduled) return draft;
  const judged = timeOf(scheduled, draft.acceptedAt);
  if (judged.ok) return { ...draft, scheduledAt: judged.time };
  throw new ApiError('validation_error', `"scheduled_at": ${judged.sentence}`, { field: 'scheduled_at' });
});
