import { ApiError, isDependencyFailure } from '@sesame/lambda';
import { forEachAtOnce } from '../at-once';

/** How many suppressions one batch may name. */
export const mostInBatch = 100;
const atOnce = 20;

type Done = { object: 'suppression'; id: string };

/**
 * Does one thing to each address or id of a batch. One that is named twice is done once and answered twice: `sameAs` says
 * which are the same.
 * @throws ApiError `application_error` when the table stopped answering midway; its `data` tells what was done
 */
export async function doInBatch<Answer extends Done>(
  named: readonly string[],
  sameAs: (one: string) => string,
  deed: (one: string) => Promise<Answer>,
): Promise<Answer[]> {
  const once = new Map(named.map((one) => [sameAs(one), one]));
  const { answers, failure } = await forEachAtOnce([...once], atOnce, async ([same, one]) => ({
    same,
    done: await deed(one),
  }));
  const done = answers.filter((answer) => answer !== undefined);
  if (failure !== undefined)
    throw partlyDone(
      failure,
      done.map((each) => each.done),
      once.size,
    );

  const doneTo = new Map(done.map((each) => [each.same, each.done]));
  return named.flatMap((one) => doneTo.get(sameAs(one)) ?? []);
}

function partlyDone(failure: unknown, done: Done[], of: number): unknown {
  if (done.length === 0 || !isDependencyFailure(failure)) return failure;
  const message =
    `The suppression list stopped answering after ${done.length} of ${of}; "data" tells which were done. ` +
    'Send the same request again: what is done already stays as it is.';
  return new ApiError('application_error', message, { retryAfterSeconds: 5, extensions: { data: done } });
}
