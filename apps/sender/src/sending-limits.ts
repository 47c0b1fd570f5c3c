/** What SES lets this account send, as GetAccount told it. Recipients are counted, not messages. */
export type SendingLimits = {
  /** Recipients a second. */
  rate: number;
  /** Recipients in any 24 hours; -1 is no limit. */
  quota: number;
  sentLast24Hours: number;
  /** False while SES takes no mail from this account. */
  sendingEnabled: boolean;
  askedAt: Date;
};

/**
 * What is assumed until SES has been asked: the rate of the sandbox (AWS documentation: Request production access), which
 * no account is below. About the quota nothing is assumed, since SES itself refuses what is beyond it.
 */
export const cautiousRate = 1;
