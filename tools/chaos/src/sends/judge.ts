/** What is known of one send, from outside. */
export interface Observed {
  address: string;
  /** The id in each answer 200 that an offer got. */
  ids: readonly string[];
  /** How many messages SES accepted for its address. */
  mails: number;
  /** What the API tells in the end of the e-mail of the first id; absent where it knows none. */
  told?: { status: string; error?: string };
  /**
   * Whether it was seen, before anybody gave up on it, as claimed by a delivery that recorded nothing, and SES has none: a kill
   * caught it between its claim and SES's acceptance.
   */
  caught: boolean;
}

/** How many sends are as they must not be; `notConfirmed` may be as many as `killsInWindow`. */
export interface Verdict {
  /** SES has more than one message. */
  doubled: number;
  /** Accepted, and in no final state, or not to be found. */
  lost: number;
  /** Never accepted, however often it was offered. */
  neverAccepted: number;
  /** Its offers were answered with different ids, or with one that another send has. */
  answeredDifferently: number;
  /** Told as sent and not at SES, or told as not sent and there. */
  toldWrongly: number;
  /** Given up on, without a kill that had caught it. */
  notConfirmedWithoutKill: number;
  notConfirmed: number;
  killsInWindow: number;
}

const final = new Set(['sent', 'failed', 'suppressed', 'canceled']);

/** Judges by what SES has and what the API answered alone. */
export function judge(sends: readonly Observed[]): Verdict {
  const count = (is: (send: Observed) => boolean) => sends.filter(is).length;
  const accepted = (send: Observed) => send.ids.length > 0;
  const notConfirmed = ({ told }: Observed) => told?.status === 'failed' && told.error === 'not_confirmed';
  const holders = new Map<string, number>();
  for (const { ids } of sends) for (const id of new Set(ids)) holders.set(id, (holders.get(id) ?? 0) + 1);

  return {
    doubled: count(({ mails }) => mails > 1),
    lost: count((send) => accepted(send) && !final.has(send.told?.status ?? '')),
    neverAccepted: count((send) => !accepted(send)),
    answeredDifferently: count(({ ids }) => new Set(ids).size > 1 || ids.some((id) => holders.get(id) !== 1)),
    toldWrongly: count(({ told, mails }) => told !== undefined && (told.status === 'sent') !== mails > 0),
    notConfirmedWithoutKill: count((send) => notConfirmed(send) && !send.caught),
    notConfirmed: count(notConfirmed),
    killsInWindow: count(({ caught }) => caught),
  };
}

/** What does not hold, in words. */
export function violations(verdict: Verdict, { kills, planned }: { kills: number; planned: number }): string[] {
  const { notConfirmed, killsInWindow, ...mustBeZero } = verdict;
  return [
    ...Object.entries(mustBeZero).flatMap(([name, count]) => (count > 0 ? [`${name} is ${count}`] : [])),
    ...(notConfirmed > killsInWindow
      ? [`notConfirmed (${notConfirmed}) is more than killsInWindow (${killsInWindow})`]
      : []),
    ...(kills < planned ? [`only ${kills} of ${planned} kills were made`] : []),
  ];
}
