import { AwsError } from '../aws-error';
import type { Store } from '../store';
import { verifiedIdentityOf } from './identity-lookup';
import { withLowerCaseDomain } from './message/mailbox';

export const verificationStatuses = ['PENDING', 'SUCCESS', 'FAILED'] as const;
export type VerificationStatus = (typeof verificationStatuses)[number];

/** The domain that mail from an identity names as its return path, once DNS has its records. */
export interface MailFrom {
  domain: string;
  behaviorOnMxFailure: 'USE_DEFAULT_VALUE' | 'REJECT_MESSAGE';
  status: VerificationStatus;
}

/** A domain or an address that may, once verified, send. */
export interface Identity {
  name: string;
  type: 'DOMAIN' | 'EMAIL_ADDRESS';
  verificationStatus: VerificationStatus;
}

/** The identities of the account, kept in the store. Domains are case-insensitive, local parts are not. */
export interface Identities {
  /** Lets the DNS records of an identity be found or not, those of its MAIL FROM domain too; adds what is not there. */
  apply(name: string, verificationStatus: VerificationStatus): void;
  /** Adds an identity that waits for its DNS records. Throws SES's AlreadyExistsException. */
  create(name: string): Identity;
  remove(name: string): void;
  /** Sets the MAIL FROM domain, which then waits for its DNS records, or with undefined takes it away. */
  setMailFrom(name: string, mailFrom: Omit<MailFrom, 'status'> | undefined): void;
  mailFromOf(name: string): MailFrom | undefined;
  /** Throws SES's NotFoundException. */
  required(name: string): Identity;
  /** Up to `limit` identities by name, after the one named `after`. */
  list(limit: number, after?: string): Identity[];
  /** Name of the most specific verified identity that covers an address; undefined if none does. */
  verifiedFor(address: string): string | undefined;
}

export function openIdentities(store: Store): Identities {
  const { database } = store;
  database.exec('create table if not exists ses_identities (name text primary key, verification_status text not null)');
  database.exec(
    'create table if not exists ses_mail_from' +
      ' (name text primary key, domain text not null, behavior text not null, status text not null)',
  );
  const put = database.prepare('insert or replace into ses_identities values (?, ?)');
  const remove = database.prepare('delete from ses_identities where name = ?');
  const byName = database.prepare('select * from ses_identities where name = ?');
  const list = database.prepare('select * from ses_identities where name > ? order by name limit ?');
  const putMailFrom = database.prepare('insert or replace into ses_mail_from values (?, ?, ?, ?)');
  const foundMailFrom = database.prepare('update ses_mail_from set status = ? where name = ?');
  const removeMailFrom = database.prepare('delete from ses_mail_from where name = ?');
  const mailFrom = database.prepare('select * from ses_mail_from where name = ?');
  const isVerified = (name: string) => byName.get(name)?.['verification_status'] === 'SUCCESS';
  const required = (name: string) => {
    const row = byName.get(canonical(name));
    if (!row) throw new AwsError('NotFoundException', `Email identity ${name} does not exist.`, 404);
    return identityOf(row);
  };

  return {
    apply(name, verificationStatus) {
      store.transaction(() => {
        put.run(canonical(name), verificationStatus);
        foundMailFrom.run(verificationStatus, canonical(name));
      });
    },
    create(name) {
      if (byName.get(canonical(name)))
        throw new AwsError('AlreadyExistsException', `Email identity ${name} already exist.`);
      put.run(canonical(name), 'PENDING');
      return required(name);
    },
    remove(name) {
      store.transaction(() => {
        remove.run(canonical(name));
        removeMailFrom.run(canonical(name));
      });
    },
    setMailFrom(name, wanted) {
      if (!wanted) removeMailFrom.run(canonical(name));
      else putMailFrom.run(canonical(name), wanted.domain, wanted.behaviorOnMxFailure, 'PENDING');
    },
    mailFromOf(name) {
      const row = mailFrom.get(canonical(name));
      return row && mailFromIn(row);
    },
    required,
    list: (limit, after = '') => list.all(after, limit).map(identityOf),
    verifiedFor: (address) => verifiedIdentityOf(address, isVerified),
  };
}

function canonical(name: string): string {
  return name.includes('@') ? withLowerCaseDomain(name) : name.toLowerCase();
}

function identityOf(row: Record<string, unknown>): Identity {
  const name = String(row['name']);
  return {
    name,
    type: name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
    verificationStatus: statusIn(row['verification_status']),
  };
}

function mailFromIn(row: Record<string, unknown>): MailFrom {
  return {
    domain: String(row['domain']),
    behaviorOnMxFailure: row['behavior'] === 'REJECT_MESSAGE' ? 'REJECT_MESSAGE' : 'USE_DEFAULT_VALUE',
    status: statusIn(row['status']),
  };
}

function statusIn(text: unknown): VerificationStatus {
  return verificationStatuses.find((status) => status === text) ?? 'PENDING';
}
