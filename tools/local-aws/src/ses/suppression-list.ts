import { AwsError } from '../aws-error';
import type { Store } from '../store';
import { withLowerCaseDomain } from './message/mailbox';

export type SuppressionReason = 'BOUNCE' | 'COMPLAINT';
export const suppressionReasons: SuppressionReason[] = ['BOUNCE', 'COMPLAINT'];

/** One entry of the list. `messageId` and `feedbackId` are absent from what a person added. */
export interface SuppressedDestination {
  /** The domain in lower case, the local part as it came. */
  emailAddress: string;
  reason: SuppressionReason;
  /** Milliseconds since 1970. */
  lastUpdateTime: number;
  messageId?: string;
  feedbackId?: string;
}

/** Which entries to list; times are in milliseconds and inclusive. */
export interface SuppressionFilter {
  reasons: SuppressionReason[];
  from?: number | undefined;
  to?: number | undefined;
  limit: number;
  /** Only addresses after this one. */
  after?: string | undefined;
}

/**
 * SES's own suppression list of the account. Its entries are found by the exact case of the local part, while sending
 * heeds them without regard to case (AWS documentation: "Using the Amazon SES account-level suppression list").
 */
export interface SuppressionList {
  /** Adds an entry or overwrites it. */
  put(entry: SuppressedDestination): void;
  /** Throws SES's NotFoundException. */
  required(emailAddress: string): SuppressedDestination;
  /** Throws SES's NotFoundException. */
  remove(emailAddress: string): void;
  list(filter: SuppressionFilter): SuppressedDestination[];
  /** The newest entry that holds mail to this address back, if its reason is one of `reasons`. */
  holdingBack(address: string, reasons: SuppressionReason[]): SuppressedDestination | undefined;
}

export function openSuppressionList({ database }: Store): SuppressionList {
  database.exec(`
    create table if not exists ses_suppressed_destinations (
      email_address text primary key, matched_address text not null, reason text not null,
      last_update_time integer not null, message_id text, feedback_id text);
    create index if not exists ses_suppressed_destinations_matched on ses_suppressed_destinations (matched_address)`);
  const put = database.prepare('insert or replace into ses_suppressed_destinations values (?, ?, ?, ?, ?, ?)');
  const byAddress = database.prepare('select * from ses_suppressed_destinations where email_address = ?');
  const remove = database.prepare('delete from ses_suppressed_destinations where email_address = ?');
  const matching = database.prepare(
    'select * from ses_suppressed_destinations where matched_address = ? order by last_update_time desc',
  );
  const list = database.prepare(
    `select * from ses_suppressed_destinations
     where email_address > ? and last_update_time between ? and ? and reason in (?, ?) order by email_address limit ?`,
  );
  const required = (emailAddress: string) => {
    const row = byAddress.get(withLowerCaseDomain(emailAddress));
    if (row) return entryOf(row);
    const message = `Email address ${emailAddress} does not exist on your suppression list.`;
    throw new AwsError('NotFoundException', message, 404);
  };

  return {
    put({ emailAddress, reason, lastUpdateTime, messageId, feedbackId }) {
      const kept = withLowerCaseDomain(emailAddress);
      put.run(kept, kept.toLowerCase(), reason, lastUpdateTime, messageId ?? null, feedbackId ?? null);
    },
    required,
    remove(emailAddress) {
      remove.run(required(emailAddress).emailAddress);
    },
    list({ reasons, from = 0, to = Number.MAX_SAFE_INTEGER, limit, after = '' }) {
      return list.all(after, from, to, reasons[0] ?? null, reasons[1] ?? null, limit).map(entryOf);
    },
    holdingBack(address, reasons) {
      return matching
        .all(address.toLowerCase())
        .map(entryOf)
        .find((entry) => reasons.includes(entry.reason));
    },
  };
}

function entryOf(row: Record<string, unknown>): SuppressedDestination {
  return {
    emailAddress: String(row['email_address']),
    reason: row['reason'] === 'COMPLAINT' ? 'COMPLAINT' : 'BOUNCE',
    lastUpdateTime: Number(row['last_update_time']),
    ...(typeof row['message_id'] === 'string' && { messageId: row['message_id'] }),
    ...(typeof row['feedback_id'] === 'string' && { feedbackId: row['feedback_id'] }),
  };
}
