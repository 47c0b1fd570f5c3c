import { streams } from '@sesame/email';
import { actorOf, ApiError, parseInput, type ApiAnswer, type ApiRequest } from '@sesame/lambda';
import type { Standing, StandingTable } from '@sesame/standing';
import * as z from 'zod/mini';
import { streamAnswer } from './stream-answer';

/** The body of `POST /streams/{stream}/resume`. */
export const resumeRequest = z.strictObject({
  reason: z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(500),
      z.describe('What was found and done about it, for whoever asks later; name no recipients'),
    ),
});

/** A pause that is changed meanwhile is read again, so often. */
const mostTries = 3;

/**
 * `POST /streams/{stream}/resume {reason}`: a person's decision that a paused stream may send again, kept with who made it, when
 * and why. The guard carries it out. A stream that is not paused stays as it is, so that asking twice does no harm.
 */
export function resumeStream({ standings }: { standings: StandingTable }) {
  return async ({ holder, pathParameters, body, now }: ApiRequest): Promise<ApiAnswer> => {
    const stream = streams.find((name) => name === pathParameters['stream']);
    if (!stream) throw new ApiError('not_found', `There is no such stream; there are ${streams.join(' and ')}.`);
    const { reason } = parseInput(resumeRequest, body);
    const act = { at: now, by: actorOf(holder), reason };
    for (let tried = 0; tried < mostTries; tried++) {
      const standing = await standings.read(holder.connection, stream);
      if (standing.state !== 'paused') return { body: streamAnswer(standing) };
      const resumed = await standings.change(standing, resumedBy(act, standing));
      if (resumed) return { body: streamAnswer(resumed) };
    }
    throw new ApiError('application_error', 'The stream changed while it was being resumed. Ask again.', {
      retryAfterSeconds: 1,
    });
  };
}

function resumedBy(act: { at: Date; by: string; reason: string }, { cause, ...paused }: Standing) {
  const resumed = { ...act, ...(cause && { cause }) };
  return { ...paused, resumed, state: 'active', since: act.at, by: act.by, toDo: ['tell', 'switch on'] } as const;
}
