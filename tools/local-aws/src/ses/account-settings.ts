import type { SuppressionReason } from './suppression-list';

/** What GetAccount tells of this account's SES; nothing here changes while it runs. */
export interface AccountSettings {
  /** Recipients a second; a fraction is one in some seconds. */
  maxSendRate: number;
  /** Recipients in 24 hours; -1 is no limit (AWS documentation: SES API v2, SendQuota). */
  max24HourSend: number;
  /** Reasons for which the account's suppression list holds where no configuration set says otherwise. */
  suppressedReasons: SuppressionReason[];
}
