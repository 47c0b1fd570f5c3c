import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';

/** Keeps a line short: CloudWatch Logs keeps the time itself, and the log group says which function it was. */
class ShortLogFormatter extends LogFormatter {
  formatAttributes({ logLevel, message }: UnformattedAttributes, additional: LogAttributes): LogItem {
    return new LogItem({ attributes: { level: logLevel, message, ...additional } });
  }
}

/**
 * The log: one short line of JSON an entry. An entry holds ids, names of errors, counts and states, and never an e-mail
 * address, a subject, content or a key.
 */
export const log = new Logger({ logFormatter: new ShortLogFormatter() });
