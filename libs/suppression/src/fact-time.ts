const day = 24 * 3_600_000;

/**
 * When feedback happened, as the suppression list takes it. The time it reports comes from the clock of whoever sent it; it
 * is believed from the sending of the message on until a day after Sesame heard of the feedback. Else the time of the
 * sending takes its place, which SES told by its own clock: so a removal need not outlive a bounce dated years ahead, and
 * a bounce dated years back still counts after an earlier removal.
 *
 * `heardAt` must be the same whenever the same message is delivered again, such as the time it was put into its queue.
 * `undefined` when even the message was sent more than a day after that: then no time of it can be believed.
 */
export function factTime({ reportedAt, messageSentAt, heardAt }: Record<FactTimePart, Date>): Date | undefined {
  const latest = heardAt.getTime() + day;
  const isBelievable = (time: Date) => time.getTime() <= latest;
  if (!isBelievable(messageSentAt)) return undefined;
  return reportedAt >= messageSentAt && isBelievable(reportedAt) ? reportedAt : messageSentAt;
}

type FactTimePart = 'reportedAt' | 'messageSentAt' | 'heardAt';
