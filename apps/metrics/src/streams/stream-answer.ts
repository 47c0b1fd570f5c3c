import type { Cause, Standing } from '@sesame/standing';

/** How a stream stands, as the API tells it. */
export function streamAnswer({ stream, state, since, by, cause, resumed }: Standing) {
  return {
    object: 'stream',
    name: stream,
    state,
    since: since?.toISOString() ?? null,
    by: by ?? null,
    cause: cause ? causeAnswer(cause) : null,
    resumed: resumed
      ? {
          at: resumed.at.toISOString(),
          by: resumed.by,
          reason: resumed.reason,
          cause: resumed.cause ? causeAnswer(resumed.cause) : null,
        }
      : null,
  };
}

function causeAnswer({ from, to, ...figures }: Cause) {
  return { ...figures, from: from.toISOString(), to: to.toISOString() };
}
