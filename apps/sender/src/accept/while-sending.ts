import { ApiError } from '@sesame/lambda';
import { fromStandingItem, standingKey, type Cause, type Standing } from '@sesame/standing';
import type { SuppressionTable } from '@sesame/suppression';

/**
 * The look-up of suppressed addresses, for a stream that may send: how the stream stands is read in the same call. New mail of
 * a paused stream is refused as a whole, a batch too, and nothing of it is stored.
 */
export function whileSending(
  suppressions: Pick<SuppressionTable, 'suppressedAmongAndCompanion'>,
  { streamsTable }: { streamsTable: string },
): Pick<SuppressionTable, 'suppressedAmong'> {
  return {
    async suppressedAmong(addresses, { connection, stream }) {
      const { suppressed, companion } = await suppressions.suppressedAmongAndCompanion(addresses, {
        ...{ connection, stream },
        companion: { tableName: streamsTable, key: standingKey(connection, stream) },
      });
      const standing = companion === undefined ? undefined : fromStandingItem(companion);
      if (standing?.state === 'paused') throw sendingPaused(standing);
      return suppressed;
    },
  };
}

function sendingPaused({ stream, since, cause }: Standing): ApiError {
  const from = since?.toISOString() ?? null;
  return new ApiError(
    'sending_paused',
    `The ${stream} stream is paused${from === null ? '' : ` since ${from}`}${cause ? `: ${inWords(cause)}` : ''}. Nothing was ` +
      `stored. Find out why, then resume it by POST /streams/${stream}/resume with a key of full access, and send this again.`,
    { extensions: { stream, since: from, cause: cause ? figuresOf(cause) : null } },
  );
}

/** Such as `248 of 4000 recipients bounced hard (6.20 %, the line is 5.00 %)`. */
function inWords({ rate, value, threshold, events, recipients }: Cause): string {
  const did = { bounce_rate: 'bounced hard', complaint_rate: 'complained' }[rate];
  return `${events} of ${recipients} recipients ${did} (${percent(value)}, the line is ${percent(threshold)})`;
}

function figuresOf({ from, to, ...figures }: Cause) {
  return { ...figures, from: from.toISOString(), to: to.toISOString() };
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(2)} %`;
}
