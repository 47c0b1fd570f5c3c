const length = '0102019ab9cfbd3f-79d021d4'.length;

/**
 * The beginning of a feedback id, for the log: enough to find the event by, and never more than 25 characters. SES begins
 * its ids with the region and the millisecond, then 32 random bits (observed).
 */
export function shortFeedbackId(feedbackId: string): string {
  return feedbackId.slice(0, length);
}
