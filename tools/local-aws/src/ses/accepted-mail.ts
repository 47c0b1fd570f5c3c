import * as z from 'zod';
import type { Store } from '../store';
import { acceptedEmailSchema, type AcceptedEmail } from './message/accepted-email';
import { countedRecipients, envelopeOf } from './message/email';
import { decodeWords } from './message/encoded-words';
import type { Sent } from './send-limits';
import type { AcceptedMail } from './ses';

const recipientsSchema = z.array(z.string());

/** Every message SES took, with all that it takes to render it. */
export interface AcceptedMails {
  keep(email: AcceptedEmail): void;
  byId(messageId: string): AcceptedEmail | undefined;
  /** Newest first; of one recipient if `to` is given, compared without regard to case. */
  list(to?: string): AcceptedMail[];
  /** What was accepted after `since` (milliseconds) and counts for the daily quota, oldest first. */
  sentSince(since: number): Sent[];
}

export function openAcceptedMails({ database }: Store): AcceptedMails {
  database.exec(`
    create table if not exists ses_mail (
      id integer primary key, message_id text not null unique, accepted_at integer not null, sender text not null,
      recipients text not null, subject text not null, quota_recipients integer not null, email text not null);
    create index if not exists ses_mail_accepted_at on ses_mail (accepted_at);
    create table if not exists ses_mail_recipients (
      address text not null, mail integer not null, primary key (address, mail)) without rowid`);
  const keep = database.prepare('insert into ses_mail values (null, ?, ?, ?, ?, ?, ?, ?)');
  const keepRecipient = database.prepare('insert or ignore into ses_mail_recipients values (?, ?)');
  const byId = database.prepare('select email from ses_mail where message_id = ?');
  const columns = 'message_id, accepted_at, sender, recipients, subject';
  const all = database.prepare(`select ${columns} from ses_mail order by id desc`);
  const to = database.prepare(
    `select ${columns} from ses_mail_recipients join ses_mail on id = mail where address = ? order by mail desc`,
  );
  const sentSince = database.prepare(
    `select accepted_at, quota_recipients from ses_mail
     where accepted_at > ? and quota_recipients > 0 order by accepted_at`,
  );

  return {
    keep(email) {
      const recipients = envelopeOf(email);
      const { lastInsertRowid } = keep.run(
        email.messageId,
        email.acceptedAt,
        email.from.text,
        JSON.stringify(recipients),
        decodeWords(email.subject),
        countedRecipients(email),
        JSON.stringify(email),
      );
      for (const recipient of recipients) keepRecipient.run(recipient.toLowerCase(), lastInsertRowid);
    },
    byId(messageId) {
      const row = byId.get(messageId);
      return row && acceptedEmailSchema.parse(JSON.parse(String(row['email'])));
    },
    list: (recipient) => (recipient === undefined ? all.all() : to.all(recipient.toLowerCase())).map(acceptedMailOf),
    sentSince: (since) =>
      sentSince
        .all(since)
        .map((row) => ({ at: Number(row['accepted_at']), recipients: Number(row['quota_recipients']) })),
  };
}

function acceptedMailOf(row: Record<string, unknown>): AcceptedMail {
  return {
    id: String(row['message_id']),
    from: String(row['sender']),
    to: recipientsSchema.parse(JSON.parse(String(row['recipients']))),
    subject: String(row['subject']),
    sentAt: new Date(Number(row['accepted_at'])).toISOString(),
  };
}
